import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { Database, type ReadMany, sightOf, type Transaction } from '#libs/platform';
import { type InvitationState } from './domain/invitation.js';
import { CAN_BE_ANSWERED, IS_GIVEN_UP, OF_NOMINATIONS } from './persistence/invitation.statements.js';
import { CancelInvitation } from './use-cases/cancel-invitation.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';
import { type InvitationToIssue, IssueInvitations } from './use-cases/issue-invitations.js';

/** An invitation as the nominating body and the host follow it. */
export interface InvitationView {
  readonly id: string;
  readonly state: InvitationState;
  readonly respondBy: Date;
  readonly answeredAt: Date | null;
  /** When the mail server took the mail. */
  readonly sentAt: Date | null;
}

interface ViewRow extends Record<string, unknown> {
  nomination_id: string;
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
    private readonly database: Database,
  ) {}

  /** Invites people, many at once; whoever has a live invitation for the nomination keeps that one. */
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

  /** Whether the place of an invitation is given up as things stand: declined or lapsed, and not accepted after all. */
  async isGivenUp(tx: Pick<Transaction, 'query'>, invitationId: string): Promise<boolean> {
    const [row] = await tx.query<{ is_given_up: boolean }>(IS_GIVEN_UP, [invitationId]);
    return row?.is_given_up === true;
  }

  /** Ends the live invitation of a nomination, answered or not; does nothing where there is none. */
  cancel(tx: Transaction, nominationId: string): Promise<void> {
    return this.cancelling.run(tx, nominationId);
  }

  /**
   * Replaces the unanswered invitation of a nomination by one to another address: old link and waiting mail die. Answers
   * false where there is none; refuses INVITATION_ENDED, with its state, one that was answered or has lapsed.
   */
  redirect(
    tx: Transaction,
    nomination: { readonly id: string; readonly conferenceId: string },
    email: string,
  ): Promise<boolean> {
    return this.redirecting.run(tx, nomination, email);
  }

  /** The newest invitation of a nomination, if the caller may see it. */
  async ofNomination(actor: Actor, nominationId: string): Promise<InvitationView | null> {
    return (await this.ofNominations(actor, [nominationId])).get(nominationId) ?? null;
  }

  /** The newest invitation of each nomination that has one, in one statement. */
  readonly ofNominations: ReadMany<InvitationView> = async (actor, nominationIds) => {
    const ids = nominationIds.filter(isId);
    if (ids.length === 0) return new Map();
    const rows = await this.database.read<ViewRow>(actor, OF_NOMINATIONS, [ids, ...sightOf(actor)]);
    return new Map(
      rows.map((row) => [
        row.nomination_id,
        {
          id: row.id,
          state: row.state,
          respondBy: row.respond_by,
          answeredAt: row.answered_at,
          sentAt: row.sent_at,
        },
      ]),
    );
  };
}
