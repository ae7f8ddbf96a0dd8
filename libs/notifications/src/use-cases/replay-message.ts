import { Injectable } from '@nestjs/common';
import { conferencesWithRole, forbidden, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { enqueueSending } from '../message.jobs.js';
import { LOCK_MESSAGE, REPLAY_MESSAGE } from '../persistence/message.statements.js';
import { isReplayable, type LockedMessage, mayKnow, mayReplay } from '../queries/message-view.js';

/** Sends a message again that failed, was refused or is held: a person has looked and decided. */
@Injectable()
export class ReplayMessage {
  constructor(private readonly commands: Commands) {}

  /** Refuses NOT_FOUND, FORBIDDEN, ACTION_UNAVAILABLE, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED. */
  run(actor: UserActor, id: string, key: string): Promise<{ id: string }> {
    return this.commands.run(actor, { operation: 'replayMessage', key, request: [id] }, async (tx) => {
      const [message] = isId(id) ? await tx.query<LockedMessage>(LOCK_MESSAGE, [id]) : [];
      if (message === undefined || !mayKnow(actor, message)) throw notFound('message');
      if (!mayReplay(actor, message)) {
        throw forbidden(
          'Only a coordinator of the body, an officer or an administrator can send a message again.',
        );
      }
      if (!isReplayable(message)) {
        throw new Refusal(
          'ACTION_UNAVAILABLE',
          message.is_unwanted
            ? 'The reason for this message has gone; it is not sent again.'
            : 'Only a message that failed, was refused or is held can be sent again.',
        );
      }
      tx.write(REPLAY_MESSAGE, [id]);
      enqueueSending(tx, [{ id, conferenceId: message.conference_id }]);
      // What belongs to no conference is told in each that the person administers: else nobody could read it.
      const conferences =
        message.conference_id === null
          ? conferencesWithRole(actor, 'HOST_ADMINISTRATOR')
          : [message.conference_id];
      for (const conferenceId of conferences)
        tx.audit({
          conferenceId,
          bodyId: message.body_id,
          action: 'message.replayed',
          subjectType: 'message',
          subjectId: id,
          details: { from: message.state },
        });
      return { id };
    });
  }
}
