import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  connectionOf,
  DateTime,
  EmailAddress,
  IdempotencyKey,
  mutationPayload,
  NodeType,
  enumOf,
} from '#libs/platform';
import { BodyType } from '#libs/conference';
import { MEANINGS_OF_KINDS, MESSAGE_KINDS } from '../define-message.js';
import { type MessageState } from '../domain/message.js';

// Read when the schema is built: by then every context has defined its messages.
export const MessageKindEnum = MESSAGE_KINDS;
registerEnumType(MessageKindEnum, {
  name: 'MessageKind',
  description:
    'What a message is about; `messageCatalogue` says of each kind when it is sent, to whom, and how it reads',
  valuesMap: MEANINGS_OF_KINDS,
});
export const MessageStateEnum = enumOf<MessageState>(
  'MessageState',
  'Whether a message has arrived, as far as mail can tell',
  {
    QUEUED: 'It waits to be sent',
    SENDING: 'It is being handed to the mail server',
    SENT: 'The mail server has taken it',
    DEFERRED: 'The mail server did not take it yet; it is tried again',
    REFUSED: 'The other mail server said no for good',
    FAILED: 'It could not be delivered in time',
    HELD: 'It was sent twice, or once where two would do harm, and the mail server gave no answer: it may have arrived, and waits for a person who sends it again or marks it as sent',
    CANCELLED: 'What it was about has passed before it was sent',
  },
);

const nullable = { nullable: true } as const;

@ObjectType('Message', {
  implements: () => NodeType,
  description: 'One mail to one person, and whether it arrived',
})
export class MessageType {
  @Field(() => ID) id: string;
  @Field(() => MessageKindEnum, { description: 'What it is about' }) kind: string;
  @Field(() => MessageStateEnum, { description: 'Whether it has arrived, as far as mail can tell' })
  state: MessageState;
  @Field(() => String, { description: 'Whom it goes to' }) recipientName: string;
  @Field(() => EmailAddress, { description: 'Where it goes to' }) recipientEmail: string;
  @Field(() => String, { description: "Its subject, in the recipient's language" }) subject: string;
  @Field(() => Int, { description: 'Times that the mail server was asked to take it' }) attempts: number;
  @Field(() => String, { nullable: true, description: 'What the mail server answered, without addresses' })
  lastError: string | null;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When the mail server took it; null: it has not' })
  sentAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next; null where it is not' })
  nextAttemptAt: Date | null;
  @Field(() => BodyType, { nullable: true, description: 'The body that caused it; null: the host' })
  body: object | null;
  @Field(() => Boolean, { description: 'Whether the caller can have it sent again' }) canReplay: boolean;
  @Field(() => Boolean, { description: 'Whether the caller can mark it as sent' }) canSettle: boolean;
}

@InputType({ description: 'Which messages are asked for. What is left out or null does not restrict them' })
export class MessageFilter {
  @Field(() => [MessageStateEnum], { nullable: true, description: 'In these states alone' }) states?:
    MessageState[] | null;
  @Field(() => [MessageKindEnum], { nullable: true, description: 'Of these kinds alone' }) kinds?:
    string[] | null;
  @Field(() => ID, nullable) nominationId?: string | null;
  @Field(() => String, { nullable: true, description: "Part of the recipient's name or address" })
  search?: string | null;
}

@InputType()
export class ReplayMessageInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class SettleMessageInput {
  @IdempotencyKey() idempotencyKey: string;
}

export const MessageConnection = connectionOf('Message', () => MessageType);

export const ReplayMessagePayload = mutationPayload({
  name: 'ReplayMessage',
  result: { message: () => MessageType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'ACTION_UNAVAILABLE', 'IDEMPOTENCY_KEY_REUSED'],
});

export const SettleMessagePayload = mutationPayload({
  name: 'SettleMessage',
  result: { message: () => MessageType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'ACTION_UNAVAILABLE', 'IDEMPOTENCY_KEY_REUSED'],
});
