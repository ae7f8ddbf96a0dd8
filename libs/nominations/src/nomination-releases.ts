import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import {
  type Decided,
  type Outcome,
  type ReasonCode,
  type Release,
  type ReleasePlan,
  type ReleaseSearch,
  type SubjectReleases,
} from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { FROM_RESERVE_LIST, moveQuotas, promiseToFill, quotaDelta } from '#libs/places';
import { NOMINATION_SUBJECT } from './domain/nomination.js';
import { linesOfRelease } from './domain/release-lines.js';
import { type ReleaseNotice, ReleaseNotices } from './notices/release-notices.js';
import {
  APPROVED_AMONG,
  FIND_DECIDED,
  LOAD_LOCKED,
  LOCK_DECIDED,
  MOVE_RELEASED,
  WAITING_FOR_RELEASE,
} from './persistence/release.statements.js';
import { type LockedFilling } from './domain/filling.js';
import { type DecidedForPlaces, FillRelease, moveOf } from './use-cases/fill-release.js';
import { invitationOf } from './use-cases/promote-reserve.js';
import { SamePeople } from './use-cases/same-people.js';

/** A nomination at the moment of its release. */
export interface DecidedNomination extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly reference: string;
  readonly capacity: string;
  readonly name: string;
  readonly honorific: string | null;
  readonly email: string;
  readonly language: string | null;
}

/** The same with its decision and the name of its body, for a preview. */
export interface WaitingNomination extends DecidedNomination {
  readonly bodyName: string;
}

interface WaitingRow extends WaitingNomination {
  readonly decisionId: string;
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  readonly isReasonShared: boolean;
  readonly isQuotaOverridden: boolean;
}

/** Who moves up to places that the release frees, and who is told what. */
export interface NominationPlan extends ReleasePlan {
  readonly filling: LockedFilling;
  readonly notices: readonly ReleaseNotice[];
}

type Reads = Pick<Transaction, 'query'>;
type Released = readonly Decided<DecidedNomination>[];
type NominationRelease = Release<DecidedNomination, NominationPlan>;

const STATE_AFTER = { APPROVE: 'APPROVED', RESERVE: 'RESERVED', REJECT: 'REJECTED' } as const;
const NOTHING: NominationPlan = {
  filling: { promotions: [], told: [], left: [] },
  notices: [],
  lines: [],
  isWhole: true,
};

/**
 * What a release is for nominations: states, places, invitations and notices in one transaction, and with them whoever moves
 * up to a place that a refusal frees, where the conference invites the next at once.
 */
@Injectable()
export class NominationReleases implements SubjectReleases<
  DecidedNomination,
  NominationPlan,
  WaitingNomination
> {
  constructor(
    private readonly invitations: Invitations,
    private readonly notices: ReleaseNotices,
    private readonly filling: FillRelease,
    private readonly people: SamePeople,
  ) {}

  async waiting(
    reads: Reads,
    { conferenceId, subjectIds, most }: ReleaseSearch,
  ): Promise<{ seen: string[]; decided: Decided<WaitingNomination>[] }> {
    const rows = await reads.query<WaitingRow>(WAITING_FOR_RELEASE, [conferenceId, subjectIds, most]);
    const inviting = rows.filter(({ outcome }) => outcome === 'APPROVE').map(({ id }) => id);
    const held = await this.people.heldBack(reads, conferenceId, inviting);
    return {
      seen: rows.map(({ id }) => id),
      decided: rows.filter(({ id }) => !held.has(id)).map((row) => ({ subject: row, decision: row })),
    };
  }

  async lock(
    tx: Transaction,
    { conferenceId, subjectIds, most }: ReleaseSearch,
  ): Promise<{ seen: string[]; locked: string[] }> {
    const search = [conferenceId, subjectIds, most];
    const [seen, locked] = await Promise.all([
      tx.query<{ id: string }>(FIND_DECIDED, search),
      tx.query<{ id: string }>(LOCK_DECIDED, search),
    ]);
    const ids = locked.map(({ id }) => id);
    const inviting = await tx.query<{ id: string }>(APPROVED_AMONG, [ids]);
    const held = await this.people.lockHeldBack(
      tx,
      conferenceId,
      inviting.map(({ id }) => id),
    );
    if (held.size > 0 && held.size === ids.length)
      throw new Refusal(
        'NOTHING_TO_RELEASE',
        `Nothing was released: whoever would be invited is invited already, by the nomination ${[...held.values()].join(', ')} of the same person.`,
      );
    return { seen: seen.map(({ id }) => id), locked: ids.filter((id) => !held.has(id)) };
  }

  load(tx: Transaction, ids: readonly string[]): Promise<DecidedNomination[]> {
    return tx.query<DecidedNomination>(LOAD_LOCKED, [ids]);
  }

  async plan(reads: Reads, conferenceId: string, decided: Released): Promise<NominationPlan> {
    if (decided.length === 0) return NOTHING;
    const filling = await this.filling.plan(reads, conferenceId, decided.map(forPlaces));
    return this.planned(reads, conferenceId, decided, { ...filling, left: [] });
  }

  async lockPlan(tx: Transaction, conferenceId: string, decided: Released): Promise<NominationPlan> {
    const filling = await this.filling.lock(tx, conferenceId, decided.map(forPlaces));
    return this.planned(tx, conferenceId, decided, filling);
  }

  async write(tx: Transaction, release: NominationRelease): Promise<void> {
    const { conferenceId, batch, plan } = release;
    this.publish(tx, release);
    for (const reserve of plan.filling.left) promiseToFill(tx, conferenceId, reserve);
    this.settlePlaces(tx, release);
    await this.invite(tx, release);
    await this.notices.send(tx, conferenceId, batch.batchId, plan.notices);
  }

  tell(tx: Transaction, { conferenceId, batch, plan }: NominationRelease): void {
    const { promotions } = plan.filling;
    for (const { id, bodyId } of promotions) {
      tx.audit({
        conferenceId,
        bodyId,
        action: 'nomination.promoted',
        subjectType: NOMINATION_SUBJECT,
        subjectId: id,
        // It follows from the places that the release frees; nobody has signed it off.
        isAutomatic: true,
        details: { isQuotaOverridden: false, batch: batch.number },
      });
    }
  }

  private async planned(
    reads: Reads,
    conferenceId: string,
    decided: Released,
    filling: LockedFilling,
  ): Promise<NominationPlan> {
    const notices = await this.notices.of(reads, conferenceId, decided, filling);
    const lines = linesOfRelease({ promotions: filling.promotions, notices });
    return { filling, notices, lines, isWhole: filling.left.length === 0 };
  }

  private publish(tx: Transaction, { released, plan }: NominationRelease): void {
    tx.write(MOVE_RELEASED, [
      released.map(({ subject }) => subject.id),
      released.map(({ decision }) => STATE_AFTER[decision.outcome]),
    ]);
    const { promotions } = plan.filling;
    if (promotions.length === 0) return;
    tx.write(MOVE_RELEASED, [promotions.map(({ id }) => id), promotions.map(() => 'APPROVED')]);
  }

  /**
   * Approval uses the held place, everything else gives it back, and who moves up takes one; all in one pass over the quotas,
   * which are locked by now.
   */
  private settlePlaces(tx: Transaction, { released, plan }: NominationRelease): void {
    const byUser = tx.actor.kind === 'user' ? tx.actor.userId : null;
    moveQuotas(tx, [
      ...released.map((one) => {
        const { nominationId, bodyId, constituencyId, outcome, isQuotaOverridden } = forPlaces(one);
        const reason = isQuotaOverridden ? one.decision.reasonText : null;
        return {
          subjectId: nominationId,
          bodyId,
          constituencyId,
          delta: quotaDelta(moveOf({ outcome, isQuotaOverridden })),
          byUser,
          reason,
        };
      }),
      ...plan.filling.promotions.map(({ id, bodyId, constituencyId }) => ({
        subjectId: id,
        bodyId,
        constituencyId,
        delta: quotaDelta('PROMOTE'),
        byUser: null,
        reason: FROM_RESERVE_LIST,
      })),
    ]);
  }

  private async invite(
    tx: Transaction,
    { conferenceId, batch, released, plan }: NominationRelease,
  ): Promise<void> {
    const approved = released.filter(({ decision }) => decision.outcome === 'APPROVE');
    const invitees = [
      ...approved.map(({ subject }) => ({
        source: { type: NOMINATION_SUBJECT, id: subject.id },
        bodyId: subject.bodyId,
        personName: subject.name,
        honorific: subject.honorific,
        email: subject.email,
        language: subject.language,
        capacity: subject.capacity,
      })),
      ...plan.filling.promotions.map(invitationOf),
    ];
    await this.invitations.issue(tx, conferenceId, invitees, { batchId: batch.batchId });
  }
}

const forPlaces = ({ subject, decision }: Decided<DecidedNomination>): DecidedForPlaces => ({
  nominationId: subject.id,
  bodyId: subject.bodyId,
  constituencyId: subject.constituencyId,
  outcome: decision.outcome,
  isQuotaOverridden: decision.isQuotaOverridden,
});
