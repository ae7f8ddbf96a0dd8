/**
 * SQL: what the work of a queue that has yet to be done is about, as texts. $1 queue, $2 the fields of payloads that are asked for. Work
 * that has failed for good is not waited for.
 */
export const WAITING_WORK = `SELECT DISTINCT said.value AS id FROM platform.outbox o CROSS JOIN LATERAL jsonb_each_text(o.payload) said
  WHERE o.queue = $1 AND o.done_at IS NULL AND o.failed_at IS NULL AND said.key = ANY ($2::text[])`;
