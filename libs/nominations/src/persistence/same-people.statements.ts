import { isExpected } from './look-alike.statements.js';

/**
 * Whoever lets people be invited of whom there may be a second nomination waits for whoever does so at the same time; nobody waits in a
 * conference without such people. $1 conference.
 */
export const LOCK_INVITING = `SELECT pg_advisory_xact_lock(hashtextextended('nominations.inviting ' || $1::text, 0))
  WHERE EXISTS (SELECT FROM nominations.judged_pair WHERE conference_id = $1::uuid AND verdict = 'SAME')`;

/** All pairs that were judged to be of one person, and which of both lets them be expected now. $1 conference. */
export const SAME_PAIRS = `SELECT p.first_id AS "firstId", p.second_id AS "secondId", a.reference AS "firstReference",
    b.reference AS "secondReference", ${isExpected('a')} AS "isFirstExpected", ${isExpected('b')} AS "isSecondExpected"
  FROM nominations.judged_pair p JOIN nominations.nomination a ON a.id = p.first_id JOIN nominations.nomination b ON b.id = p.second_id
  WHERE p.conference_id = $1 AND p.verdict = 'SAME' ORDER BY p.first_id, p.second_id`;

/** SQL: the host has judged that the person of a nomination is that of another one, by which they are expected. */
export const isExpectedByAnother = (
  id: string,
): string => `EXISTS (SELECT FROM nominations.judged_pair s JOIN nominations.nomination o
    ON o.id = CASE WHEN s.first_id = ${id} THEN s.second_id ELSE s.first_id END
  WHERE (s.first_id = ${id} OR s.second_id = ${id}) AND s.verdict = 'SAME' AND ${isExpected('o')})`;
