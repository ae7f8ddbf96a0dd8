/** How lists are sorted: the key before the id, and what lies before and behind every key of its type. */
const ORDERS = [
  { name: 'created_at', key: 'NULL::text', type: 'text', first: `''`, last: `''` },
  {
    name: 'updated_at',
    key: 'n.updated_at',
    type: 'timestamptz',
    first: `'-infinity'`,
    last: `'infinity'`,
  },
  // No text sorts behind the last code point, in the bytes of UTF-8.
  { name: 'name', key: 'n.sort_name', type: 'text', first: `''`, last: `U&'\\+10FFFF'` },
  {
    name: 'rank',
    key: 'CASE WHEN n.rank IS NULL THEN 2147483647 ELSE n.rank END',
    type: 'integer',
    first: '0',
    last: '2147483647',
  },
] as const;
type Order = (typeof ORDERS)[number];
type Direction = 'asc' | 'desc';

/** Rows of the list that are looked at before anything is known of how frequent the words are. */
const PROBE = 400;
/**
 * So many hits among them, and a page is sooner full by reading on than by collecting all hits from the index. Rows lie in
 * the order of their making; reading them in another order costs twice to thrice as much.
 */
const FREQUENT = { inOrderOfMaking: 5, inAnother: 12 };
/** Where reading on is given up. */
const WALK = 5_000;
/** Whoever wants more than a page wants all, which only the index has cheaply. */
const PAGE = 1_000;

/** What the host sees a nomination as, on which a decision stands that is not released: see the lifecycle. */
const STATE_SEEN = `CASE WHEN is_host AND w.state IN ('SUBMITTED', 'UNDER_REVIEW') AND EXISTS (SELECT FROM approvals.decision d
  WHERE d.subject_id = w.id AND d.released_at IS NULL AND d.voided_at IS NULL) THEN 'DECIDED' ELSE w.state END`;
const MATCHES = `w.search_text LIKE ALL (patterns) AND w.conference_id = conference AND (mine IS NULL OR w.body_id = ANY (mine))
  AND (states IS NULL OR ${STATE_SEEN} = ANY (states)) AND (constituencies IS NULL OR w.constituency_id = ANY (constituencies))
  AND (capacities IS NULL OR w.capacity = ANY (capacities))`;

function searchFunction(order: Order, direction: Direction): string[] {
  const isDescending = direction === 'desc';
  const name = `nominations.search_by_${order.name}_${direction}`;
  const isByKey = order.name !== 'created_at';
  const key = isByKey ? [order.key] : [];
  const [beyond, within] = isDescending ? ['<', '>='] : ['>', '<='];
  const from = isByKey ? 'from_key, from_id' : 'from_id';
  const sorted = (...columns: readonly string[]): string =>
    columns.map((column) => `${column} ${direction.toUpperCase()}`).join(', ');
  const columns = `n.id, n.search_text, n.conference_id, n.body_id, n.state, n.constituency_id, n.capacity${isByKey ? `, ${order.key} AS key` : ''}`;
  /**
   * Rows of a body's list or the conference's from the cursor on. Bounds that leave one body or conference, and a sort by it,
   * keep the planner from indexes that have other bodies' rows between.
   */
  const list = (column: string, value: string, range: string): string => `(SELECT ${columns}
      FROM nominations.nomination n
      WHERE ${column} ${within} ${value} AND (${[column, ...key].join(', ')}, n.id) ${beyond} (${value}, ${from})
      ORDER BY ${sorted(column, ...key, 'n.id')} ${range}) w`;
  const inOrder = (column: string, value: string): string => `
    SELECT coalesce(array_agg(w.id) FILTER (WHERE ${MATCHES}), '{}'), count(*) INTO hits, seen FROM ${list(column, value, `LIMIT ${PROBE}`)};
    IF seen = ${PROBE} AND cardinality(hits) BETWEEN ${isByKey ? FREQUENT.inAnother : FREQUENT.inOrderOfMaking} AND most - 1 THEN
      hits := hits || ARRAY(SELECT w.id FROM ${list(column, value, `OFFSET ${PROBE} LIMIT ${WALK - PROBE}`)}
        WHERE ${MATCHES} LIMIT most - cardinality(hits));
    END IF;`;
  return [
    `CREATE FUNCTION ${name}(conference uuid, patterns text[], bodies uuid[], states text[], constituencies uuid[],
        capacities text[], after_key ${order.type}, after_id uuid, most integer)
      RETURNS SETOF uuid ROWS 50 LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_incremental_sort = off AS $$
      DECLARE
        is_host boolean := conference = ANY (platform.scope_conferences());
        mine uuid[] := CASE WHEN is_host THEN bodies
          ELSE ARRAY(SELECT unnest(platform.scope_bodies()) INTERSECT SELECT unnest(coalesce(bodies, platform.scope_bodies()))) END;
        one_body uuid := CASE WHEN cardinality(mine) = 1 THEN mine[1] END;
        from_key ${order.type} := coalesce(after_key, ${isDescending ? order.last : order.first});
        from_id uuid := coalesce(after_id, '${(isDescending ? 'f' : '0').repeat(32)}');
        -- An index takes words one by one; two leave few rows for the others.
        first_word text := patterns[1];
        second_word text := coalesce(patterns[2], patterns[1]);
        hits uuid[];
        seen integer;
      BEGIN
        IF cardinality(mine) = 0 THEN RETURN; END IF;
        IF most <= ${PAGE} THEN
          IF one_body IS NOT NULL THEN ${inOrder('n.body_id', 'one_body')}
          ELSE ${inOrder('n.conference_id', 'conference')}
          END IF;
          IF seen < ${PROBE} OR cardinality(hits) >= most THEN RETURN QUERY SELECT unnest(hits[1:most]); RETURN; END IF;
        END IF;
        RETURN QUERY SELECT w.id FROM (SELECT ${columns} FROM nominations.nomination n
            WHERE n.search_text LIKE first_word AND n.search_text LIKE second_word OFFSET 0) w
          WHERE ${MATCHES} AND (${[...key.map(() => 'w.key'), 'w.id'].join(', ')}) ${beyond} (${from})
          ORDER BY ${sorted(...key.map(() => 'w.key'), 'w.id')} LIMIT most;
      END $$`,
    `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${name} TO plenary_api, plenary_worker`,
  ];
}

/** Searches by order for words that may stand anywhere. An incremental sort would read the wrong index of a body's list. */
export const SEARCH_BY_WORDS: readonly string[] = ORDERS.flatMap((order) => [
  ...searchFunction(order, 'asc'),
  ...searchFunction(order, 'desc'),
]);
