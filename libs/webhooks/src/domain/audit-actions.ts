/** What this context writes into the audit trail. Deliveries are no acts: each would be a change to be delivered. */
export const WEBHOOK_ACTIONS = {
  created: 'webhook.created',
  updated: 'webhook.updated',
  paused: 'webhook.paused',
  resumed: 'webhook.resumed',
  rotated: 'webhook.secret-rotated',
  tested: 'webhook.tested',
  replayed: 'webhook.replayed',
  failedReplayed: 'webhook.failed-replayed',
  deleted: 'webhook.deleted',
  ended: 'webhook.ended',
} as const;

export const WEBHOOK_SUBJECT = 'webhook';
