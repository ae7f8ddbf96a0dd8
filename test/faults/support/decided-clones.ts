import { type Product } from '../../support/product.js';

/**
 * Hundreds of decisions take a while; this makes them out of one, behind the product's back: person, nomination, held
 * place, review and decision, under new ids and with addresses like sample.7@example.org.
 */
export async function cloneDecided(product: Product, nominationId: string, count: number): Promise<void> {
  await product.admin.query(
    `WITH clone AS MATERIALIZED (
        SELECT i, uuidv7() AS person, uuidv7() AS nomination, uuidv7() AS review FROM generate_series(1, $2::int) AS i
      ), people AS (
        INSERT INTO nominations.person
        SELECT (jsonb_populate_record(p, jsonb_build_object('id', c.person, 'name', 'Sample ' || c.i, 'email', 'sample.' || c.i || '@example.org'))).*
        FROM clone c, nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1
      ), named AS (
        INSERT INTO nominations.nomination
        SELECT (jsonb_populate_record(n, jsonb_build_object('id', c.nomination, 'person_id', c.person, 'reference', 'CLONE-' || c.nomination))).*
        FROM clone c, nominations.nomination n WHERE n.id = $1
      ), reviewed AS (
        INSERT INTO approvals.review
        SELECT (jsonb_populate_record(r, jsonb_build_object('id', c.review, 'subject_id', c.nomination))).*
        FROM clone c, approvals.review r WHERE r.subject_id = $1 AND r.closed_at IS NULL
      ), decided AS (
        INSERT INTO approvals.decision
        SELECT (jsonb_populate_record(d, jsonb_build_object('id', uuidv7(), 'review_id', c.review, 'subject_id', c.nomination))).*
        FROM clone c, approvals.decision d WHERE d.subject_id = $1 AND d.voided_at IS NULL
      ), held AS (
        INSERT INTO nominations.quota_entry
        SELECT (jsonb_populate_record(e, jsonb_build_object('id', uuidv7(), 'nomination_id', c.nomination))).*
        FROM clone c, nominations.quota_entry e WHERE e.nomination_id = $1
      )
      UPDATE nominations.quota q SET held = held + $2::int
      FROM nominations.quota_entry e WHERE e.quota_id = q.id AND e.nomination_id = $1`,
    [nominationId, count],
  );
}
