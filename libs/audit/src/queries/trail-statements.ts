import { type BothWays, bothWays } from '#libs/kernel';
import { countUpTo, inHostSight, inSight } from '#libs/platform';
import { EVENT_COLUMNS } from '../domain/event.js';
import { IN_ORDER_OF_COMMIT, isSettled } from './change-feed.js';

/** In every statement $1 and $2 are the caller's sight. Seals are numbered through all bodies: the host's side alone. */
const selectFrom = (
  events: string,
): string => `SELECT ${EVENT_COLUMNS}, e.era, e.xid::text AS xid, s.sequence, encode(s.chain_hash, 'hex') AS hash, r.text AS remark
  FROM ${events} LEFT JOIN audit.seal s ON s.event_id = e.id AND ${inHostSight('e', 1)}
    LEFT JOIN audit.remark r ON r.event_id = e.id`;
// One page of each subject's, in one statement: $3 subjects, $4 beyond which entry, $5 how many.
export const OF_SUBJECTS = bothWays(
  (beyond, way) => `SELECT page.* FROM unnest($3::uuid[]) AS sought (id), LATERAL (
    ${selectFrom('audit.event e')} WHERE ${inSight('e', 1)} AND e.subject_id = sought.id AND ($4::uuid IS NULL OR e.id ${beyond} $4::uuid) ORDER BY e.id ${way} LIMIT $5
  ) page ORDER BY page.id ${way}`,
);
export const BY_IDS = `${selectFrom('audit.event e')} WHERE ${inSight('e', 1)} AND e.id = ANY ($3::uuid[])`;
export const COUNT_OF_SUBJECTS = `SELECT e.subject_id AS "subjectId", count(*)::int AS count FROM audit.event e
  WHERE ${inSight('e', 1)} AND e.subject_id = ANY ($3::uuid[]) GROUP BY e.subject_id`;

// Fixed parts, so that each combination of filters is one prepared statement with the index that suits it: of one value
// an index has the order behind it, of several it has not.
const CONDITIONS = {
  subjectId: 'e.subject_id = $6',
  action: 'e.action = ($7::text[])[1]',
  actions: 'e.action = ANY ($7::text[])',
  body: 'e.body_id = ($8::uuid[])[1]',
  bodies: 'e.body_id = ANY ($8::uuid[])',
} as const;
export type Condition = keyof typeof CONDITIONS;
const PARAMETERS = ['$1::uuid[]', '$2::uuid[]', '$6::uuid', '$7::text[]', '$8::uuid[]'];

/** $4 an entry, or a place in the order of commits, as an array; null: from the end at which reading begins. */
const beyondPlace = (isRecorded: boolean, beyond: '<' | '>'): string =>
  isRecorded
    ? `($4::text[] IS NULL OR (e.era, e.xid, e.id) ${beyond} (($4::text[])[1]::int, ($4::text[])[2]::xid8, ($4::text[])[3]::uuid)) AND ${isSettled('e')}`
    : `($4::uuid IS NULL OR e.id ${beyond} $4::uuid)`;

/** What is not filtered by still has to be named, or PostgreSQL does not know its type. */
export const where = (used: readonly Condition[], isWhole: boolean): string =>
  [
    // In sight, said by values alone: whatever else is asked of the columns misleads the planner.
    isWhole ? '$3 = ANY ($1::uuid[])' : '$8::uuid[] <@ $2::uuid[]',
    'e.conference_id = $3',
    ...used.map((condition) => CONDITIONS[condition]),
    ...PARAMETERS.map((parameter) => `(${parameter} IS NULL) IS NOT NULL`),
  ].join(' AND ');

/**
 * What people did, what was done in their name, and what is about them: of each the newest, from its index. $9 and $10 are
 * those of `SoughtInTrail`.
 */
const ofPeople = (condition: string, way: 'ASC' | 'DESC'): string =>
  [
    ['$9', 'actor_id'],
    ['$9', 'on_behalf_of_id'],
    ['$10', 'subject_id'],
  ]
    .map(
      ([sought, column]) => `SELECT hit.id FROM unnest(${sought}::uuid[]) AS sought (id),
        LATERAL (SELECT e.id FROM audit.event e WHERE e.${column} = sought.id AND ${condition} ORDER BY e.id ${way} LIMIT $5) hit`,
    )
    .join(' UNION ');

/** The page first; what goes with an entry is looked up for its entries alone. */
export const pageStatements = (condition: string, isOfPeople: boolean, isRecorded: boolean): BothWays =>
  bothWays(
    (beyond, way) => {
      const order = isRecorded ? IN_ORDER_OF_COMMIT[way] : `e.id ${way}`;
      const where = `${condition} AND ${beyondPlace(isRecorded, beyond)}`;
      const page = isOfPeople
        ? `SELECT e.* FROM (SELECT id FROM (${ofPeople(where, way)}) hits ORDER BY id ${way} LIMIT $5) found JOIN audit.event e ON e.id = found.id`
        : `SELECT e.* FROM audit.event e WHERE ${where} ORDER BY ${order} LIMIT $5`;
      return `${selectFrom(`(${page}) e`)} ORDER BY ${order}`;
    },
    isRecorded ? 'ASC' : 'DESC',
  );

/** Of people, $5 is how many entries are counted. */
export const countStatement = (condition: string, isOfPeople: boolean, isRecorded: boolean): string => {
  const where = `${condition} AND ${beyondPlace(isRecorded, isRecorded ? '>' : '<')}`;
  return countUpTo(
    isOfPeople
      ? `FROM (${ofPeople(where, 'DESC')}) found`
      : `FROM audit.event e WHERE ${where} AND $5::int > 0`,
  );
};
