import { type GrantFact, newId, type Role, type UserActor } from '#libs/kernel';
import { DEFAULT_APPROVAL_PLAN, type Review } from '#libs/approvals';
import { FakeDesk } from '#libs/approvals/testing';
import { FakeTransaction, FakeWrites } from '#libs/testing';
import { NominationActs } from '../acts/nomination-acts.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { LOAD_IN_SIGHT } from '../persistence/nomination.statements.js';

/** One nomination without a database, for tests of what acts do to it; it is in everybody's sight. */
export class FakeNomination {
  readonly id = newId();
  readonly conferenceId = newId();
  readonly bodyId = newId();
  readonly constituencyId = newId();
  readonly version = 2;
  email: string | null = 'ana.mustre@example.org';
  isWindowOpen = true;
  isSubstitutionOpen = true;
  /** To what acts ask beside the nomination. */
  readonly answers = new Map<string, readonly object[]>();
  review: Review | undefined = undefined;

  constructor(readonly state: NominationState) {}

  /** Somebody with one role here: of its body for a partner's, else of the conference. */
  actor(role: Role): UserActor {
    const bodyId = role.startsWith('PARTNER_') ? this.bodyId : null;
    const grant: GrantFact = { role, conferenceId: this.conferenceId, bodyId };
    return {
      kind: 'user',
      userId: newId(),
      grants: [grant],
      canWrite: true,
      via: 'session',
      credentialId: newId(),
    };
  }

  /** What acts are made with, and what they did. */
  acts() {
    const writes = new FakeWrites(
      (actor) => new FakeTransaction(actor, new Map([[LOAD_IN_SIGHT, [this.row()]], ...this.answers])),
    );
    const desk = new FakeDesk(this.review);
    return { writes, desk, acts: new NominationActs(writes.commands, desk) };
  }

  private row(): object {
    const { id, conferenceId, bodyId, constituencyId, state, version, email } = this;
    return {
      id,
      conference_id: conferenceId,
      body_id: bodyId,
      constituency_id: constituencyId,
      person_id: newId(),
      reference: 'ICC-7K3-Q9FA',
      state,
      version,
      created_by: newId(),
      last_edited_by: newId(),
      return_question: null,
      second_reason: null,
      is_ready: false,
      approval_plan: DEFAULT_APPROVAL_PLAN,
      releases_at_once: false,
      follow_ups: 0,
      follow_ups_before: 0,
      is_window_open: this.isWindowOpen,
      is_substitution_open: this.isSubstitutionOpen,
      capacity: 'DELEGATE',
      justification: null,
      rank: null,
      name: 'Ana Muster',
      badge_name: null,
      honorific: null,
      email,
      organisation: null,
      job_title: null,
      country: null,
      language: null,
    };
  }
}
