import { type Product } from '../../support/product.js';

const copyOf = (row: string, changes: string): string =>
  `SELECT (jsonb_populate_record(${row}, jsonb_build_object(${changes}))).* FROM clone c`;

/** $1 the nomination, $2 how many. Person, nomination, held place, review with its steps, and decision, under new ids. */
const CLONE = `WITH clone AS MATERIALIZED (
    SELECT i, uuidv7() AS person, uuidv7() AS nomination, uuidv7() AS review FROM generate_series(1, $2::int) AS i
  ), people AS (
    INSERT INTO nominations.person
    ${copyOf('p', `'id', c.person, 'name', 'Sample ' || c.i, 'email', 'sample.' || c.i || '@example.org'`)},
      nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1
  ), named AS (
    INSERT INTO nominations.nomination
    ${copyOf('n', `'id', c.nomination, 'person_id', c.person, 'reference', 'CLONE-' || c.nomination`)},
      nominations.nomination n WHERE n.id = $1
  ), reviewed AS (
    INSERT INTO approvals.review
    ${copyOf('r', `'id', c.review, 'subject_id', c.nomination`)},
      approvals.review r WHERE r.subject_id = $1 AND r.closed_at IS NULL
  ), stepped AS (
    INSERT INTO approvals.step
    ${copyOf('s', `'id', uuidv7(), 'review_id', c.review`)},
      approvals.review r JOIN approvals.step s ON s.review_id = r.id WHERE r.subject_id = $1 AND r.closed_at IS NULL
  ), decided AS (
    INSERT INTO approvals.decision
    ${copyOf('d', `'id', uuidv7(), 'review_id', c.review, 'subject_id', c.nomination`)},
      approvals.decision d WHERE d.subject_id = $1 AND d.voided_at IS NULL
  ), held AS (
    INSERT INTO nominations.quota_entry
    ${copyOf('e', `'id', uuidv7(), 'nomination_id', c.nomination`)},
      nominations.quota_entry e WHERE e.nomination_id = $1
  )
  UPDATE nominations.quota q SET held = held + $2::int
  FROM nominations.quota_entry e WHERE e.quota_id = q.id AND e.nomination_id = $1`;

/**
 * Hundreds of decisions take a while; this makes them out of one, behind the product's back, for people with addresses
 * like sample.7@example.org. Triggers rest meanwhile: they would count the voices of a decision before its steps are there.
 */
export async function cloneDecided(product: Product, nominationId: string, count: number): Promise<void> {
  const client = await product.admin.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(CLONE, [nominationId, count]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
