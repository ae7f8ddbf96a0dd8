/** The door of webhooks: keeping endpoints, and sending to them. */
export { type Answer, type FailureReason } from './domain/answer.js';
export { pauseAfter, RETRY_PAUSES } from './domain/retry-pauses.js';
export { type Signed, signatureOf, signingSecret } from './domain/signature.js';
export { isReachable, type OwnNetworks, webhookAddress } from './domain/webhook-address.js';
export { webhookEnded } from './messages/webhook-ended.message.js';
export { Post, type PostOptions } from './sending/post.js';
export { type SendingTimes, WebhookOptions } from './sending/webhook-options.js';
export * from './webhooks-graphql.module.js';
export * from './webhooks-jobs.module.js';
