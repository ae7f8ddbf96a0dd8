import { Injectable } from '@nestjs/common';
import { Sweep } from '#libs/platform';

/** Deliveries that arrived or were given up, after 30 days. What waits is kept, however long its endpoint is paused. */
@Injectable()
export class SweepDeliveries extends Sweep {
  readonly of = 'webhook deliveries';
  readonly statement = `DELETE FROM webhooks.delivery WHERE id = ANY (ARRAY(
    SELECT id FROM webhooks.delivery WHERE state <> 'WAITING' AND created_at < statement_timestamp() - interval '30 days'
    ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}
