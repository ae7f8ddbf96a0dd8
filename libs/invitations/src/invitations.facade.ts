import { Injectable } from '@nestjs/common';
import { type Actor, isId, Refusal } from '#libs/kernel';
import { Database, type ReadMany, sightOf, type Transaction } from '#libs/platform';
import { type InvitationState, whyNotStanding } from './domain/invitation.js';
import { type SourceOfInvitation } from './invitation-sources.js';
import {
  BY_IDS,
  CAN_BE_ANSWERED,
  ENDED_SOURCES,
  IS_GIVEN_UP,
  NEWEST_STATE,
  OF_SOURCES,
  SOURCE_OF,
} from './persistence/invitation.statements.js';
import { CancelInvitation, type WhyCancelled } from './use-cases/cancel-invitation.js';
import { CorrectInvitee, type CorrectedInvitee } from './use-cases/correct-invitee.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';
import { type InvitationToIssue, IssueInvitations } from './use-cases/issue-invitations.js';

/** An invitation as the inviting body and the host follow it. */
export interface InvitationView {
  readonly id: string;
  readonly state: InvitationState;
  readonly respondBy: Date;
  readonly answeredAt: Date | null;
  /** When the mail server took the mail. */
  readonly sentAt: Date | null;
}

interface ViewRow extends Record<string, unknown> {
  source_id: string;
  id: string;
  state: InvitationState;
  respond_by: Date;
  answered_at: Date | null;
  sent_at: Date | null;
}

/** What other contexts may ask of invitations. */
@Injectable()
export class Invitations {
  constructor(
    private readonly issuing: IssueInvitations,
    private readonly cancelling: CancelInvitation,
    private readonly redirecting: RedirectInvitation,
    private readonly correcting: CorrectInvitee,
    private readonly database: Database,
  ) {}

  /** Invites people, many at once; whoever has a live invitation for the source keeps that one. */
  issue(
    tx: Transaction,
    conferenceId: string,
    people: readonly InvitationToIssue[],
    options: { readonly batchId?: string } = {},
  ): Promise<void> {
    return this.issuing.run(tx, conferenceId, people, options.batchId ?? null);
  }

  /** Whether somebody who is invited now would have time to answer: before the window closes, or the conference starts. */
  async canBeAnswered(tx: Pick<Transaction, 'query'>, conferenceId: string): Promise<boolean> {
    const [row] = await tx.query<{ can_be_answered: boolean }>(CAN_BE_ANSWERED, [conferenceId]);
    return row?.can_be_answered === true;
  }

  /** What an invitation is for, for whoever hears of it; undefined where there is no such invitation any more. */
  async sourceOf(actor: Actor, invitationId: string): Promise<SourceOfInvitation | undefined> {
    const [row] = await this.database.read<SourceOfInvitation & Record<string, unknown>>(actor, SOURCE_OF, [
      invitationId,
    ]);
    return row;
  }

  /** Whether the place of an invitation is given up as things stand: declined or lapsed, and not accepted after all. */
  async isGivenUp(tx: Pick<Transaction, 'query'>, invitationId: string): Promise<boolean> {
    const [row] = await tx.query<{ is_given_up: boolean }>(IS_GIVEN_UP, [invitationId]);
    return row?.is_given_up === true;
  }

  /**
   * Those of the sources whose newest invitation has ended without a guest: declined, lapsed or cancelled. Of what the transaction
   * may see; one that was never invited is not among them.
   */
  async ended(
    tx: Pick<Transaction, 'query'>,
    type: string,
    sourceIds: readonly string[],
  ): Promise<readonly string[]> {
    const rows = await tx.query<{ source_id: string }>(ENDED_SOURCES, [type, sourceIds]);
    return rows.map(({ source_id }) => source_id);
  }

  /** Refuses INVITATION_ENDED, with its state, a source whose newest invitation has given its place back: declined, or lapsed. */
  async requireStanding(tx: Pick<Transaction, 'query'>, { type, id }: SourceOfInvitation): Promise<void> {
    const [newest] = await tx.query<{ state: InvitationState }>(NEWEST_STATE, [type, id]);
    if (newest?.state !== 'DECLINED' && newest?.state !== 'LAPSED') return;
    throw new Refusal('INVITATION_ENDED', whyNotStanding(newest.state), [], {
      invitationState: newest.state,
    });
  }

  /** Ends the live invitation of a source, answered or not; does nothing where there is none. */
  cancel(tx: Transaction, source: SourceOfInvitation, why: WhyCancelled = 'WITHDRAWN'): Promise<void> {
    return this.cancelling.run(tx, source, why);
  }

  /**
   * Replaces the unanswered invitation of a source by one to another address: old link and waiting mail die. Answers
   * false where there is none; refuses INVITATION_ENDED, with its state, one that was answered or has lapsed.
   */
  redirect(
    tx: Transaction,
    of: { readonly source: SourceOfInvitation; readonly conferenceId: string },
    email: string,
  ): Promise<boolean> {
    return this.redirecting.run(tx, of, email);
  }

  /**
   * Corrects how the unanswered invitation of a source calls the person. Answers false where there is none; refuses
   * INVITATION_ENDED, with its state, one that was answered or has lapsed.
   */
  correct(tx: Transaction, source: SourceOfInvitation, person: CorrectedInvitee): Promise<boolean> {
    return this.correcting.run(tx, source, person);
  }

  /** The newest invitation of a source, if the caller may see it. */
  async ofSource(actor: Actor, { type, id }: SourceOfInvitation): Promise<InvitationView | null> {
    return (await this.ofSources(type)(actor, [id])).get(id) ?? null;
  }

  /** The newest invitation of each source of a type that has one, in one statement. Made once for each who asks. */
  ofSources(type: string): ReadMany<InvitationView> {
    return async (actor, sourceIds) => {
      const ids = sourceIds.filter(isId);
      if (ids.length === 0) return new Map();
      const rows = await this.database.read<ViewRow>(actor, OF_SOURCES, [type, ids, ...sightOf(actor)]);
      return new Map(rows.map((row) => [row.source_id, toView(row)]));
    };
  }

  readonly byIds: ReadMany<InvitationView> = async (actor, ids) => {
    const rows = await this.database.read<ViewRow>(actor, BY_IDS, [ids, ...sightOf(actor)]);
    return new Map(rows.map((row) => [row.id, toView(row)]));
  };
}

const toView = (row: ViewRow): InvitationView => ({
  id: row.id,
  state: row.state,
  respondBy: row.respond_by,
  answeredAt: row.answered_at,
  sentAt: row.sent_at,
});
