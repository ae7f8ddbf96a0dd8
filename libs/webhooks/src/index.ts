export { pauseAfter, RETRY_PAUSES } from './domain/retry-pauses.js';
export { type Signed, signatureOf, signingSecret } from './domain/signature.js';
export { isReachable, type OwnNetworks, webhookAddress } from './domain/webhook-address.js';
export { type Answer, type FailureReason, Post, type PostOptions } from './sending/post.js';
