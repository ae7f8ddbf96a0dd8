/** For tests of webhooks: a system of a partner's that receives, and a worker that sends. */
export * from './receiver.js';
export * from './webhook-office.js';
