import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BodyType, ConferenceType } from '#libs/conference';
import {
  connectionOf,
  DateTime,
  enumOf,
  IdempotencyKey,
  ListSize,
  mutationPayload,
  NodeType,
} from '#libs/platform';
import { type FailureReason } from '../domain/answer.js';
import { type DeliveryState } from '../domain/delivery.js';
import { type EndedReason, type EndpointAction, type EndpointState } from '../domain/endpoint.js';

export const EndpointStateEnum = enumOf<EndpointState>(
  'WebhookEndpointState',
  'Whether an endpoint is told of changes',
  {
    ACTIVE: 'It is told of what changes',
    PAUSED: 'It is told nothing until somebody resumes it; nothing is lost',
    ENDED: 'It has ended by itself: `endedReason`. Somebody may resume it',
  },
);
export const EndedReasonEnum = enumOf<EndedReason>(
  'WebhookEndedReason',
  'Why an endpoint has ended by itself',
  {
    GONE: 'The receiver answered 410: it is not there any more',
    FAILING: 'Nothing could be delivered for three days',
  },
);
export const EndpointActionEnum = enumOf<EndpointAction>(
  'WebhookEndpointAction',
  'What can be done with an endpoint in its present state',
  {
    UPDATE: '`updateWebhookEndpoint`',
    PAUSE: '`pauseWebhookEndpoint`',
    RESUME: '`resumeWebhookEndpoint`',
    ROTATE: '`rotateWebhookSecret`',
    TEST: '`sendTestWebhook`',
    REPLAY: '`replayFailedWebhookDeliveries`',
    DELETE: '`deleteWebhookEndpoint`',
  },
);
export const DeliveryStateEnum = enumOf<DeliveryState>(
  'WebhookDeliveryState',
  'Whether a delivery has arrived',
  {
    WAITING: 'It is to be sent, for the first time or again: `nextAttemptAt`',
    DELIVERED: 'The receiver answered with a status from 200 to 299',
    FAILED: 'It was given up, after three days or 410',
  },
);
export const FailureReasonEnum = enumOf<FailureReason>(
  'WebhookFailure',
  'Why a receiver gave no answer, in kinds that tell nothing of the network',
  {
    NOT_FOUND: 'Its name is not known',
    NOT_PUBLIC: 'Its name stands for an address that is not public',
    REFUSED: 'Nobody listens there',
    TIMEOUT: 'It took more than 15 seconds',
    CERTIFICATE: 'Its certificate is not valid, or not vouched for',
    BROKEN: 'The connection broke, or what came was no answer',
  },
);

const nullable = { nullable: true } as const;

@ObjectType('WebhookEndpoint', {
  implements: () => NodeType,
  description:
    'An address of a body’s system, or of the host’s, that is told what changes: the same that `changes` tells its coordinator',
})
export class WebhookEndpointType {
  @Field(() => ID) id: string;
  @Field(() => ConferenceType) conference: object;
  @Field(() => BodyType, { ...nullable, description: 'Whose it is; null: the host’s' }) body: object | null;
  @Field(() => String, { description: 'Where deliveries go' }) url: string;
  @Field(() => String, { ...nullable, description: 'What people call it' }) description: string | null;
  @Field(() => [String], { ...nullable, description: 'Kinds of changes that it is told of; null: of all' })
  @ListSize(100)
  kinds: readonly string[] | null;
  @Field(() => EndpointStateEnum, { description: 'Whether it is told of changes' }) state: EndpointState;
  @Field(() => DateTime, { description: 'Since when it is in this state' }) stateSince: Date;
  @Field(() => EndedReasonEnum, { ...nullable, description: 'Why it has ended; null: it has not' })
  endedReason: EndedReason | null;
  @Field(() => DateTime, {
    ...nullable,
    description: 'Since when no delivery has arrived although some were tried; null: the last one did',
  })
  failingSince: Date | null;
  @Field(() => Int, { description: 'How many secrets it has had, the present one included' })
  secretNumber: number;
  @Field(() => DateTime, {
    ...nullable,
    description: 'Until when the secret before the present one signs beside it; null: it does not',
  })
  formerSecretUntil: Date | null;
  @Field(() => Int, { description: 'Moves with each change by a person; `updateWebhookEndpoint` names it' })
  version: number;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => [EndpointActionEnum], { description: 'What the caller can do with it now' })
  availableActions: readonly EndpointAction[];
}

@ObjectType('WebhookDelivery', {
  implements: () => NodeType,
  description:
    'One change on its way to one endpoint. Its id is the `webhook-id` of every attempt. Kept for 30 days',
})
export class WebhookDeliveryType {
  @Field(() => ID) id: string;
  @Field(() => String, { description: 'What happened, as `Change.kind` has it; `webhook.test` for a test' })
  kind: string;
  @Field(() => String, { description: 'What kind of thing has changed, a constant word: nomination' })
  subjectType: string;
  @Field(() => ID, { description: 'The id of what has changed' }) subjectId: string;
  @Field(() => DateTime, { description: 'When it changed' }) occurredAt: Date;
  @Field(() => DeliveryStateEnum, { description: 'Whether it has arrived' }) state: DeliveryState;
  @Field(() => Int, { description: 'Attempts since it was made, or sent again by a person' })
  attempts: number;
  @Field(() => Int, { ...nullable, description: 'The status of the last answer; null: there was none' })
  lastStatus: number | null;
  @Field(() => FailureReasonEnum, { ...nullable, description: 'Why the last attempt had no answer' })
  lastFailure: FailureReason | null;
  @Field(() => DateTime, { ...nullable, description: 'When it was last tried; null: not yet' })
  lastAttemptAt: Date | null;
  @Field(() => DateTime, {
    ...nullable,
    description:
      'From when it is tried next, once older ones of its subject have ended and while the endpoint is active; null where it is not',
  })
  nextAttemptAt: Date | null;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => Boolean, { description: 'The caller can have it sent again' }) canReplay: boolean;
}

export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDeliveryType);

@InputType({ description: 'Which deliveries are asked for. What is left out or null does not restrict them' })
export class WebhookDeliveryFilter {
  @Field(() => DeliveryStateEnum, { ...nullable, description: 'In this state alone' })
  state?: DeliveryState | null;
}

/** Texts are checked by the use case, which answers with errors of the payload. */
@InputType()
export class CreateWebhookEndpointInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID, { ...nullable, description: 'Whose it is to be; left out for the host’s' })
  bodyId?: string | null;
  @Field(() => String, {
    description:
      'Where deliveries go: https, at an address that the internet reaches; 2,000 characters at most',
  })
  url: string;
  @Field(() => String, { ...nullable, description: 'What people call it, at most 200 characters' })
  description?: string | null;
  @Field(() => [String], {
    ...nullable,
    description: 'Kinds of changes that it is told of, as `Change.kind` has them; null: of all',
  })
  kinds?: string[] | null;
}

export const SECRET = {
  type: () => String,
  otherwise: null,
  description:
    'What deliveries are signed with, `whsec_` and base64; answered once and never again, not even to a repeated request',
} as const;

export const CreateWebhookEndpointPayload = mutationPayload({
  name: 'CreateWebhookEndpoint',
  result: { webhookEndpoint: () => WebhookEndpointType, secret: SECRET },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
