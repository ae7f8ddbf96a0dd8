/** The API of Plenary for the programs of partners: typed documents, refusals as values, retries, the feed of changes, webhooks. */
export {
  type Done,
  type MutationAnswer,
  type MutationRefusal,
  type QueryAnswer,
  type Refused,
  type ResponseRefusal,
} from './answer.js';
export {
  type Change,
  ChangesRefused,
  type ChangesOptions,
  CursorExpired,
  type NominationKey,
} from './changes.js';
export { PlenaryClient, type RequestOptions, type WithoutKey } from './client.js';
export { type Document } from './document.js';
export { UnexpectedAnswer, Unreachable } from './failures.js';
export { graphql, type PlenarySchema } from './graphql.js';
export { type ConnectionOptions } from './transport.js';
export {
  type Delivery,
  type InvalidReason,
  type Verified,
  verifyWebhook,
  type VerifyOptions,
  type WebhookEvent,
} from './webhook.js';
