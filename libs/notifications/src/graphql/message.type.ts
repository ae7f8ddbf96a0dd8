import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  connectionOf,
  DateTime,
  EmailAddress,
  IdempotencyKey,
  mutationPayload,
  NodeType,
} from '#libs/platform';
import { BodyType } from '#libs/conference';
import { MESSAGE_KINDS } from '../define-message.js';
import { MESSAGE_STATES, type MessageState } from '../domain/message.js';

const members = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;

// Read when the schema is built: by then every context has defined its messages.
export const MessageKindEnum = MESSAGE_KINDS;
registerEnumType(MessageKindEnum, { name: 'MessageKind' });
export const MessageStateEnum = members(MESSAGE_STATES);
registerEnumType(MessageStateEnum, {
  name: 'MessageState',
  description:
    'REFUSED: the other mail server said no for good; FAILED: it could not be delivered in time; HELD: it was sent twice, or once where two would do harm, and the mail server gave no answer: it may have arrived, and waits for a person who sends it again or marks it as sent',
});

const nullable = { nullable: true } as const;

@ObjectType('Message', {
  implements: () => NodeType,
  description: 'One mail to one person, and whether it arrived',
})
export class MessageType {
  @Field(() => ID) id: string;
  @Field(() => MessageKindEnum) kind: string;
  @Field(() => MessageStateEnum) state: MessageState;
  @Field(() => String) recipientName: string;
  @Field(() => EmailAddress) recipientEmail: string;
  @Field(() => String) subject: string;
  @Field(() => Int, { description: 'Times that the mail server was asked to take it' }) attempts: number;
  @Field(() => String, { nullable: true, description: 'What the mail server answered, without addresses' })
  lastError: string | null;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, nullable) sentAt: Date | null;
  @Field(() => DateTime, nullable) nextAttemptAt: Date | null;
  @Field(() => BodyType, { nullable: true, description: 'The body that caused it; null: the host' })
  body: object | null;
  @Field(() => Boolean, { description: 'Whether the caller can have it sent again' }) canReplay: boolean;
  @Field(() => Boolean, { description: 'Whether the caller can mark it as sent' }) canSettle: boolean;
}

@InputType()
export class MessageFilter {
  @Field(() => [MessageStateEnum], nullable) states?: MessageState[] | null;
  @Field(() => [MessageKindEnum], nullable) kinds?: string[] | null;
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
