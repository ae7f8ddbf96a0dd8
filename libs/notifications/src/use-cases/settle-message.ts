import { Injectable } from '@nestjs/common';
import { forbidden, isId, notFound, Refusal, type UserActor } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { LOCK_MESSAGE, SETTLE_MESSAGE } from '../persistence/message.statements.js';
import { isSettleable, type LockedMessage, mayKnow, mayReplay } from '../queries/message-view.js';

/** Marks a message as sent that is in doubt: a person has asked its recipient, or the keepers of the mail server. */
@Injectable()
export class SettleMessage {
  constructor(private readonly commands: Commands) {}

  /** Refuses NOT_FOUND, FORBIDDEN, ACTION_UNAVAILABLE, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED. */
  run(actor: UserActor, id: string, key: string): Promise<{ id: string }> {
    return this.commands.run(actor, { operation: 'settleMessage', key, request: [id] }, async (tx) => {
      const [message] = isId(id) ? await tx.query<LockedMessage>(LOCK_MESSAGE, [id]) : [];
      if (message === undefined || !mayKnow(actor, message)) throw notFound('message');
      if (!mayReplay(actor, message)) {
        throw forbidden(
          'Only a coordinator of the body, an officer or an administrator can say that a message has arrived.',
        );
      }
      if (!isSettleable(message)) {
        throw new Refusal(
          'ACTION_UNAVAILABLE',
          message.conference_id === null
            ? 'A sign-in link is not marked as sent: send it again, or leave it; whoever needs one asks for a new one.'
            : 'Only a message that is held, because it may have arrived, can be marked as sent.',
        );
      }
      tx.write(SETTLE_MESSAGE, [id]);
      tx.audit({
        conferenceId: message.conference_id,
        bodyId: message.body_id,
        action: 'message.settled',
        subjectType: 'message',
        subjectId: id,
        details: { from: message.state },
      });
      return { id };
    });
  }
}
