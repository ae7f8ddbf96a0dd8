/** Rows of the list that are looked at before anything is known of how frequent the words are, and where reading on is given up. */
const PROBE = 400;
const WALK = 5_000;
/** So many hits among the first, and a page is sooner full by reading on than by collecting all hits from the index. */
const FREQUENT = 5;
/** Whoever wants more than a page wants all, which only the index has cheaply. */
const PAGE = 1_000;

/** Which columns of a message the index holds beside its scope and words, and the array of them that a state asked for stands for. */
interface Facets {
  readonly state: string;
  readonly asked: string;
}
/** The state itself, as the index was first made. */
export const STATES: Facets = { state: 'm.state', asked: 'states' };
/** How messages stand: an index that holds this is not written when one of them is tried. */
export const STANDINGS: Facets = { state: 'm.standing', asked: 'notifications.standings_of(states)' };

const SCOPE_KEYS = 'ARRAY[m.conference_id, m.body_id]';
const facetKeys = ({ state }: Facets): string => `ARRAY[${state}, m.kind]`;
const COLUMNS = 'm.id, m.search_text, m.conference_id, m.body_id, m.state, m.kind, m.nomination_id';
const MATCHES = `(patterns IS NULL OR w.search_text LIKE ALL (patterns)) AND w.conference_id = conference
  AND (mine IS NULL OR w.body_id = ANY (mine)) AND (states IS NULL OR w.state = ANY (states))
  AND (kinds IS NULL OR w.kind = ANY (kinds)) AND (nomination IS NULL OR w.nomination_id = nomination)`;

const rows = (where: string, range = 'OFFSET 0'): string =>
  `(SELECT ${COLUMNS} FROM notifications.message m WHERE ${where} ${range}) w`;
/** The list in its order, the newest first, from the one before which the page begins; or in the reverse of it. */
const NEWEST = { bound: '>=', beyond: '<', way: 'DESC', from: 'before' } as const;
const OLDEST = { bound: '<=', beyond: '>', way: 'ASC', from: 'behind' } as const;
type Reading = typeof NEWEST | typeof OLDEST;
/** Bounds that leave one body or conference, and a sort by it, keep the planner from indexes with other bodies' rows between. */
const list = ({ bound, beyond, way, from }: Reading, column: string, value: string, range: string): string =>
  rows(
    `${column} ${bound} ${value} AND (${column}, m.id) ${beyond} (${value}, ${from})`,
    `ORDER BY ${column} ${way}, m.id ${way} ${range}`,
  );
const inOrder = (reading: Reading, column: string, value: string): string => `
            SELECT coalesce(array_agg(w.id) FILTER (WHERE ${MATCHES}), '{}'), count(*) INTO hits, seen
              FROM ${list(reading, column, value, `LIMIT ${PROBE}`)};
            IF seen = ${PROBE} AND cardinality(hits) BETWEEN ${FREQUENT} AND most - 1 THEN
              hits := hits || ARRAY(SELECT w.id FROM ${list(reading, column, value, `OFFSET ${PROBE} LIMIT ${WALK - PROBE}`)}
                WHERE ${MATCHES} LIMIT most - cardinality(hits));
            END IF;`;
const lookUp =
  ({ beyond, way, from }: Reading) =>
  (where: string): string => `
          RETURN QUERY SELECT w.id FROM ${rows(`${SCOPE_KEYS} && scope AND ${where}`)}
            WHERE ${MATCHES} AND w.id ${beyond} ${from} ORDER BY w.id ${way} LIMIT most;`;
const count = (where: string): string => `
          RETURN QUERY SELECT w.id FROM ${rows(`${SCOPE_KEYS} && scope AND ${where}`)} WHERE ${MATCHES} LIMIT most;`;
const BY_WORDS = 'm.search_text LIKE first_word AND m.search_text LIKE second_word';
const byFacets = (facets: Facets): string =>
  `${facetKeys(facets)} && one_filter AND ${facetKeys(facets)} && another_filter`;
/** Words, a filter, or both; somebody who asks for neither needs no search. */
const byWhatIsGiven = (facets: Facets, statement: (where: string) => string): string => `
        IF patterns IS NULL THEN ${statement(byFacets(facets))}
        ELSIF one_filter IS NULL THEN ${statement(BY_WORDS)}
        ELSE ${statement(`${BY_WORDS} AND ${byFacets(facets)}`)}
        END IF;`;

const PARAMETERS =
  'conference uuid, bodies uuid[], states text[], kinds text[], nomination uuid, patterns text[]';
const settings = ({
  asked,
}: Facets): string => `RETURNS SETOF uuid ROWS 50 LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_incremental_sort = off AS $$
      DECLARE
        mine uuid[] := CASE WHEN conference = ANY (platform.scope_conferences()) THEN bodies
          ELSE ARRAY(SELECT unnest(platform.scope_bodies()) INTERSECT SELECT unnest(coalesce(bodies, platform.scope_bodies()))) END;
        scope uuid[] := coalesce(mine, ARRAY[conference]);
        one_filter text[] := coalesce(kinds, ${asked});
        another_filter text[] := coalesce(${asked}, kinds);
        -- An index takes words one by one; two leave few rows for the others.
        first_word text := patterns[1];
        second_word text := coalesce(patterns[2], patterns[1]);`;
const granted = (name: string): string[] => [
  `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${name} TO plenary_api, plenary_worker`,
];

/** The index of the search, which begins with the scope. */
export const indexWithinScope = (
  facets: Facets,
): string => `CREATE INDEX message_search ON notifications.message
      USING gin ((${SCOPE_KEYS.replaceAll('m.', '')}), (${facetKeys(facets).replaceAll('m.', '')}), search_text gin_trgm_ops)`;

const search = (name: string, facets: Facets, reading: Reading, end: string): string[] => [
  `CREATE FUNCTION ${name}(${PARAMETERS}, ${reading.from} uuid, most integer) ${settings(facets)}
        one_body uuid := CASE WHEN cardinality(mine) = 1 THEN mine[1] END;
        hits uuid[];
        seen integer;
      BEGIN
        IF cardinality(mine) = 0 THEN RETURN; END IF;
        ${reading.from} := coalesce(${reading.from}, '${end}');
        IF most <= ${PAGE} THEN
          IF one_body IS NOT NULL THEN ${inOrder(reading, 'm.body_id', 'one_body')}
          ELSE ${inOrder(reading, 'm.conference_id', 'conference')}
          END IF;
          IF seen < ${PROBE} OR cardinality(hits) >= most THEN RETURN QUERY SELECT unnest(hits[1:most]); RETURN; END IF;
        END IF;
        ${byWhatIsGiven(facets, lookUp(reading))}
      END $$`,
  ...granted(name),
];

/** The search from the end of its list, the oldest first, from the one behind which the page begins. */
export const searchBackwards = (facets: Facets): string[] =>
  search('notifications.search_backwards', facets, OLDEST, '00000000-0000-0000-0000-000000000000');

/** The functions that find messages by it. */
export const searchWithinScope = (facets: Facets): string[] => [
  ...search('notifications.search', facets, NEWEST, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  `CREATE FUNCTION notifications.find(${PARAMETERS}, most integer) ${settings(facets)}
      BEGIN
        IF cardinality(mine) = 0 THEN RETURN; END IF;
        ${byWhatIsGiven(facets, count)}
      END $$`,
  ...granted('notifications.find'),
];
