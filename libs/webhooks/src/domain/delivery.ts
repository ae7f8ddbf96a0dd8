export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The kind of a delivery that somebody sends to try an endpoint; it is no change. */
export const TEST_KIND = 'webhook.test';

export const DELIVERIES_KEPT_DAYS = 30;
/** Deliveries of an endpoint that wait. The rest stays in the feed, which keeps it better, or failed, until there is room. */
export const MOST_WAITING = 1_000;
