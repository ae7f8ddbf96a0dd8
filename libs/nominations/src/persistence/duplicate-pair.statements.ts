import { bothWays } from '#libs/kernel';
import { countUpTo, inHostSight } from '#libs/platform';
import { isAlive } from './look-alike.statements.js';

const OPEN_COLUMNS = `p.conference_id AS "conferenceId", p.first_id AS "firstId", p.second_id AS "secondId", p.score::float8 AS score, p.reasons, NULL::text AS verdict, NULL::text AS note,
  NULL::uuid AS "judgedBy", NULL::timestamptz AS "judgedAt", NULL::text[] AS changes, 0 AS version`;
const JUDGED_COLUMNS = `p.conference_id AS "conferenceId", p.first_id AS "firstId", p.second_id AS "secondId", p.score::float8 AS score, p.reasons, p.verdict, p.note, p.judged_by AS "judgedBy",
  p.judged_at AS "judgedAt", p.changes, p.version`;

const BOTH = `JOIN nominations.nomination a ON a.id = p.first_id JOIN nominations.nomination b ON b.id = p.second_id`;
const areAlive = (states: number): string => `${isAlive('a', states)} AND ${isAlive('b', states)}`;
/** $2 states in which a nomination goes on, $4 constituencies or null. */
const IS_ASKED = `p.conference_id = $1 AND ${areAlive(2)} AND ($4::uuid[] IS NULL OR a.constituency_id = ANY ($4) OR b.constituency_id = ANY ($4))`;

// Pairs that nobody has judged are as many as the screenings have found; those that somebody has, as many as people have looked at. Each
// are read by an index of their own, in order.
const fromOpen = (columns: string): string => `SELECT ${columns} FROM nominations.open_pair p ${BOTH}
    WHERE 'OPEN' = ANY ($3::text[]) AND ${IS_ASKED}`;
const fromJudged = (columns: string): string => `SELECT ${columns} FROM nominations.judged_pair p ${BOTH}
    WHERE p.state = ANY ($3::text[]) AND ${IS_ASKED}`;

/** $1 conference, $2 living states, $3 states of pairs, $4 constituencies or null, $5 to $7 beyond which pair, $8 how many. */
export const LIST_PAIRS = bothWays((beyond, way) => {
  const page = (from: string): string => `(${from}
    AND ($5::real IS NULL OR (p.score, p.first_id, p.second_id) ${beyond} ($5::real, $6::uuid, $7::uuid))
    ORDER BY p.score ${way}, p.first_id ${way}, p.second_id ${way} LIMIT $8)`;
  return `SELECT * FROM (${page(fromOpen(OPEN_COLUMNS))} UNION ALL ${page(fromJudged(JUDGED_COLUMNS))}) pairs
    ORDER BY score ${way}, "firstId" ${way}, "secondId" ${way} LIMIT $8`;
}, 'DESC');

export const COUNT_PAIRS = countUpTo(
  `FROM (${fromOpen('p.first_id')} UNION ALL ${fromJudged('p.first_id')}) pairs`,
);

/** Those of these nominations that the caller sees as the host does: $1 ids, $2 conferences that the caller reads whole. */
export const IN_HOST_SIGHT = `SELECT n.id FROM nominations.nomination n WHERE n.id = ANY ($1::uuid[]) AND ${inHostSight('n', 2)}`;

/** $1 and $2 the pair, in order, $3 living states, $4 conferences that the caller reads whole. */
const ONE = (view: string, columns: string): string => `SELECT ${columns} FROM ${view} p
  ${BOTH}
  WHERE p.first_id = $1 AND p.second_id = $2 AND ${areAlive(3)} AND ${inHostSight('p', 4)}`;
export const ONE_PAIR = `${ONE('nominations.judged_pair', JUDGED_COLUMNS)} UNION ALL ${ONE('nominations.open_pair', OPEN_COLUMNS)}`;
