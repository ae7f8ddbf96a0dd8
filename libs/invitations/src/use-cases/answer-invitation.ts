import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, optionalProse, parseInput, Refusal } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { type InvitationState, whyAnswered } from '../domain/invitation.js';
import { hashInvitationToken } from '../domain/invitation-token.js';
import { announceAnswer, settlePlace } from '../invitation.jobs.js';
import { type ChangedRow } from '../persistence/invitation-record.js';
import { ANSWER_INVITATION, STATE_BY_TOKEN } from '../persistence/invitation.statements.js';

interface Known extends Record<string, unknown> {
  state: InvitationState;
  is_window_open: boolean;
  body_name: string;
}

interface AnsweredRow extends ChangedRow {
  former_state: InvitationState;
}

const declineInput = z.object({ reason: optionalProse(1000).nullish() });

/** Whoever has the link is the invitee and reaches that one row. */
export const inviteeOf = (token: string): Actor & { kind: 'invitee' } => ({
  kind: 'invitee',
  tokenHash: hashInvitationToken(token),
});

/**
 * The person's own answer; whoever has accepted may still decline. An unknown token takes the same statements and time as one that was used up. Refuses
 * NOT_FOUND, ACTION_UNAVAILABLE (with the state), WINDOW_CLOSED (with whom to ask), INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
 */
@Injectable()
export class AnswerInvitation {
  constructor(private readonly commands: Commands) {}

  confirm(token: string, key: string): Promise<{ id: string }> {
    return this.answer('confirmInvitation', token, key, { state: 'CONFIRMED', reason: null });
  }

  decline(token: string, key: string, raw: unknown): Promise<{ id: string }> {
    const { reason } = parseInput(declineInput, raw);
    return this.answer('declineInvitation', token, key, { state: 'DECLINED', reason: reason ?? null });
  }

  private answer(
    operation: string,
    token: string,
    key: string,
    answer: { readonly state: 'CONFIRMED' | 'DECLINED'; readonly reason: string | null },
  ): Promise<{ id: string }> {
    const actor = inviteeOf(token);
    return this.commands.run(actor, { operation, key, request: [actor.tokenHash, answer.reason] }, (tx) =>
      this.record(tx, actor.tokenHash, answer),
    );
  }

  private async record(
    tx: Transaction,
    tokenHash: string,
    { state, reason }: { readonly state: 'CONFIRMED' | 'DECLINED'; readonly reason: string | null },
  ): Promise<{ id: string }> {
    // Both travel together, so that the answer to a wrong token takes as long as that to a used one.
    const [[invitation], [known]] = await Promise.all([
      tx.query<AnsweredRow>(ANSWER_INVITATION, [tokenHash, state, reason]),
      tx.query<Known>(STATE_BY_TOKEN, [tokenHash]),
    ]);
    if (invitation === undefined) {
      if (known === undefined) throw unknownInvitation();
      if (known.state === 'PENDING' && !known.is_window_open) throw windowClosed(known);
      throw new Refusal('ACTION_UNAVAILABLE', whyAnswered(known.state), [], { state: known.state });
    }
    const {
      id,
      conference_id: conferenceId,
      body_id: bodyId,
      nomination_id: nominationId,
      version,
    } = invitation;
    const wasConfirmed = invitation.former_state === 'CONFIRMED';
    tx.audit({
      conferenceId,
      bodyId,
      action: state === 'CONFIRMED' ? 'invitation.confirmed' : 'invitation.declined',
      subjectType: 'nomination',
      subjectId: nominationId,
      details: { invitation: id, ...(wasConfirmed ? { wasConfirmed } : {}) },
    });
    const dedupe = (job: string) => ({ conferenceId, dedupeKey: `${job}:${id}:${version}` });
    tx.enqueue(announceAnswer, { invitationId: id, wasConfirmed }, dedupe('announce-answer'));
    tx.enqueue(settlePlace, { invitationId: id, nominationId, outcome: state }, dedupe('settle-place'));
    return { id };
  }
}

const windowClosed = ({ state, body_name: bodyName }: Known): Refusal<'WINDOW_CLOSED'> =>
  new Refusal(
    'WINDOW_CLOSED',
    `Answers to invitations are not taken at this time. Please ask ${bodyName}, who put your name forward.`,
    [],
    { state },
  );

const unknownInvitation = (): Refusal<'NOT_FOUND'> =>
  new Refusal('NOT_FOUND', 'This link does not work. Open it from the newest mail, or copy all of it.', [
    'token',
  ]);
