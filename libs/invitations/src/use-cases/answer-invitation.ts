import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, newId, optionalProse, parseInput, Refusal } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { type InvitationState, whyAnswered } from '../domain/invitation.js';
import { hashInvitationToken } from '../domain/invitation-token.js';
import { invitationConfirmed, invitationDeclined } from '../invitation.events.js';
import {
  InvitationSources,
  isPlaceThere,
  type PlaceStanding,
  standingIn,
  type StandingRow,
} from '../invitation-sources.js';
import { type ChangedRow, sourceOf } from '../persistence/invitation-record.js';
import { ANSWER_INVITATION, STATE_BY_TOKEN } from '../persistence/invitation.statements.js';

interface Known extends Record<string, unknown> {
  state: InvitationState;
  is_window_open: boolean;
  is_changeable: boolean;
  body_name: string;
}

interface AnsweredRow extends ChangedRow {
  former_state: InvitationState;
}

interface Answer {
  readonly state: 'CONFIRMED' | 'DECLINED';
  readonly reason: string | null;
}

const declineInput = z.object({ reason: optionalProse(1000).nullish() });

/** Whoever has the link is the invitee and reaches that one row. */
export const inviteeOf = (token: string): Actor & { kind: 'invitee' } => ({
  kind: 'invitee',
  tokenHash: hashInvitationToken(token),
});

/**
 * The person's own answer, which may be changed; who has declined takes the place back with it. An unknown token takes the
 * same statements and time as one that was used up. Refuses NOT_FOUND, ACTION_UNAVAILABLE (with the state), WINDOW_CLOSED
 * and PLACE_GONE (with whom to ask), INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
 */
@Injectable()
export class AnswerInvitation {
  constructor(
    private readonly commands: Commands,
    private readonly sources: InvitationSources,
  ) {}

  confirm(token: string, key: string): Promise<{ id: string }> {
    return this.answer('confirmInvitation', token, key, { state: 'CONFIRMED', reason: null });
  }

  decline(token: string, key: string, raw: unknown): Promise<{ id: string }> {
    const { reason } = parseInput(declineInput, raw);
    return this.answer('declineInvitation', token, key, { state: 'DECLINED', reason: reason ?? null });
  }

  private answer(operation: string, token: string, key: string, answer: Answer): Promise<{ id: string }> {
    const actor = inviteeOf(token);
    return this.commands.run(actor, { operation, key, request: [actor.tokenHash, answer.reason] }, (tx) =>
      this.record(tx, actor.tokenHash, answer),
    );
  }

  private async record(
    tx: Transaction,
    tokenHash: string,
    { state, reason }: Answer,
  ): Promise<{ id: string }> {
    for (const lock of this.sources.locksOfInvited) tx.write(lock, []);
    const standing = state === 'CONFIRMED' ? await this.takePlaceBack(tx) : null;
    // Both travel together, so that the answer to a wrong token takes as long as that to a used one.
    const [[invitation], [known]] = await Promise.all([
      tx.query<AnsweredRow>(ANSWER_INVITATION, [tokenHash, state, reason, isPlaceThere(standing)]),
      tx.query<Known>(STATE_BY_TOKEN, [tokenHash]),
    ]);
    if (invitation === undefined) throw whyNotTaken(known, state, standing);
    const { id, conference_id: conferenceId, body_id: bodyId, version } = invitation;
    const source = sourceOf(invitation);
    const wasConfirmed = invitation.former_state === 'CONFIRMED';
    const wasDeclined = invitation.former_state === 'DECLINED';
    tx.audit({
      conferenceId,
      bodyId,
      action: state === 'CONFIRMED' ? 'invitation.confirmed' : 'invitation.declined',
      subjectType: source.type,
      subjectId: source.id,
      details: {
        invitation: id,
        ...(wasConfirmed ? { wasConfirmed } : {}),
        ...(wasDeclined ? { wasDeclined } : {}),
      },
    });
    this.sources.answered(tx, source);
    const answer = { invitationId: id, version };
    if (state === 'CONFIRMED') tx.emit(invitationConfirmed, answer, { conferenceId });
    else tx.emit(invitationDeclined, { ...answer, wasConfirmed }, { conferenceId });
    return { id };
  }

  /** The place of whoever had declined, taken again as far as it is there; by the one source whose it is. */
  private async takePlaceBack(tx: Transaction): Promise<PlaceStanding | null> {
    const takings = this.sources.placesTakenBack.map((taking) => tx.query<StandingRow>(taking, [newId()]));
    return standingIn(await Promise.all(takings));
  }
}

/** Everything is undone by the refusal, a place that was taken back included. */
function whyNotTaken(
  known: Known | undefined,
  wanted: Answer['state'],
  standing: PlaceStanding | null,
): Refusal {
  if (known === undefined) return unknownInvitation();
  const isChange = wanted !== known.state && (known.state === 'CONFIRMED' || known.state === 'DECLINED');
  if (isChange && standing === 'ENDED')
    return new Refusal('ACTION_UNAVAILABLE', whyAnswered('CANCELLED'), [], { state: 'CANCELLED' });
  if (
    known.state === 'PENDING'
      ? !known.is_window_open
      : isChange && !(known.is_window_open && known.is_changeable)
  )
    return windowClosed(known);
  if (isChange && standing === 'GONE') return placeGone(known);
  return new Refusal('ACTION_UNAVAILABLE', whyAnswered(known.state), [], { state: known.state });
}

const placeGone = ({ state, body_name: bodyName }: Known): Refusal<'PLACE_GONE'> =>
  new Refusal(
    'PLACE_GONE',
    `Your place is no longer available. Write to ${bodyName}, who put your name forward.`,
    [],
    { state },
  );

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
