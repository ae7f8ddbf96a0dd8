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

const PARAMETERS = `conference uuid, patterns text[], bodies uuid[], states text[], constituencies uuid[], capacities text[]`;
/** Whose rows the caller may find: null for all of the conference. */
const DECLARED = `is_host boolean := conference = ANY (platform.scope_conferences());
        mine uuid[] := CASE WHEN is_host THEN bodies
          ELSE ARRAY(SELECT unnest(platform.scope_bodies()) INTERSECT SELECT unnest(coalesce(bodies, platform.scope_bodies()))) END;
        -- An index takes words one by one; two leave few rows for the others.
        first_word text := patterns[1];
        second_word text := coalesce(patterns[2], patterns[1]);`;
const BY_WORDS = 'n.search_text LIKE first_word AND n.search_text LIKE second_word';

/** The rows that the index gives, of which `answer` makes statements that return some. */
type LookUp = (columns: string, answer: (rows: string) => string) => string;

interface Kind {
  /** Beside what all searches declare. */
  readonly declared: string;
  readonly lookUp: LookUp;
}

/** What the index of the search begins with, so that other conferences' and bodies' rows cost nothing. */
const SCOPE_KEYS = 'ARRAY[n.conference_id, n.body_id]';
const FACET_KEYS = 'ARRAY[n.state, n.capacity, n.constituency_id::text]';
export const INDEX_WITHIN_SCOPE = `CREATE INDEX nomination_search ON nominations.nomination
  USING gin ((${SCOPE_KEYS.replaceAll('n.', '')}), (${FACET_KEYS.replaceAll('n.', '')}), search_text gin_trgm_ops)`;

const WITHIN_SCOPE: Kind = {
  // Two of the filters are looked up beside the words, or by themselves; DECIDED is no stored state.
  declared: `
        scope uuid[] := coalesce(mine, ARRAY[conference]);
        stored text[] := CASE WHEN is_host AND 'DECIDED' = ANY (states) THEN states || '{SUBMITTED,UNDER_REVIEW}' ELSE states END;
        one_filter text[] := coalesce(capacities, constituencies::text[], stored);
        another_filter text[] := coalesce(stored, constituencies::text[], capacities);`,
  lookUp: (columns, answer) => {
    const rows = (source: string, where: string): string =>
      `(SELECT ${columns} FROM ${source} WHERE ${where} OFFSET 0) w`;
    const found = (...by: readonly string[]): string =>
      answer(rows('nominations.nomination n', [`${SCOPE_KEYS} && scope`, ...by].join(' AND ')));
    const byFilters = `${FACET_KEYS} && one_filter AND ${FACET_KEYS} && another_filter`;
    // Decisions that wait are few; what else is under review is not.
    return `IF is_host AND states = '{DECIDED}' THEN
          ${answer(
            rows(
              'approvals.decision d JOIN nominations.nomination n ON n.id = d.subject_id',
              'd.conference_id = conference AND d.released_at IS NULL AND d.voided_at IS NULL',
            ),
          )};
        ELSIF one_filter IS NULL THEN ${found(BY_WORDS)};
        ELSIF first_word IS NULL THEN ${found(byFilters)};
        ELSE ${found(BY_WORDS, byFilters)};
        END IF`;
  },
};

const COLUMNS = 'n.id, n.search_text, n.conference_id, n.body_id, n.state, n.constituency_id, n.capacity';
const settings = (
  rows: number,
): string => `RETURNS SETOF uuid ROWS ${rows} LANGUAGE plpgsql STABLE SECURITY DEFINER
      SET search_path = pg_catalog, public
      SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_incremental_sort = off`;
const granted = (name: string): string[] => [
  `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${name} TO plenary_api, plenary_worker`,
];

function searchFunction(order: Order, direction: Direction, { declared, lookUp }: Kind): string[] {
  const isDescending = direction === 'desc';
  const name = `nominations.search_by_${order.name}_${direction}`;
  const isByKey = order.name !== 'created_at';
  const key = isByKey ? [order.key] : [];
  const [beyond, within] = isDescending ? ['<', '>='] : ['>', '<='];
  const from = isByKey ? 'from_key, from_id' : 'from_id';
  const sorted = (...columns: readonly string[]): string =>
    columns.map((column) => `${column} ${direction.toUpperCase()}`).join(', ');
  const columns = `${COLUMNS}${isByKey ? `, ${order.key} AS key` : ''}`;
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
    `CREATE FUNCTION ${name}(${PARAMETERS}, after_key ${order.type}, after_id uuid, most integer)
      ${settings(50)} AS $$
      DECLARE
        ${DECLARED}${declared}
        one_body uuid := CASE WHEN cardinality(mine) = 1 THEN mine[1] END;
        from_key ${order.type} := coalesce(after_key, ${isDescending ? order.last : order.first});
        from_id uuid := coalesce(after_id, '${(isDescending ? 'f' : '0').repeat(32)}');
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
        ${lookUp(
          columns,
          (rows) => `RETURN QUERY SELECT w.id FROM ${rows}
          WHERE ${MATCHES} AND (${[...key.map(() => 'w.key'), 'w.id'].join(', ')}) ${beyond} (${from})
          ORDER BY ${sorted(...key.map(() => 'w.key'), 'w.id')} LIMIT most`,
        )};
      END $$`,
    ...granted(name),
  ];
}

/** The same without an order, which ends with the last that is wanted: for counts, and for whoever sorts by something else. */
const FIND = [
  `CREATE FUNCTION nominations.find(${PARAMETERS}, most integer)
      ${settings(1_000)} AS $$
      DECLARE
        ${DECLARED}${WITHIN_SCOPE.declared}
      BEGIN
        IF cardinality(mine) = 0 THEN RETURN; END IF;
        ${WITHIN_SCOPE.lookUp(COLUMNS, (rows) => `RETURN QUERY SELECT w.id FROM ${rows} WHERE ${MATCHES} LIMIT most`)};
      END $$`,
  ...granted('nominations.find'),
];

const inEachOrder = (kind: Kind): string[] =>
  ORDERS.flatMap((order) => [...searchFunction(order, 'asc', kind), ...searchFunction(order, 'desc', kind)]);

/** Searches by order for words that may stand anywhere, and a search without an order, by an index that begins with the conference or the bodies that are searched. */
export const SEARCH_WITHIN_SCOPE: readonly string[] = [...inEachOrder(WITHIN_SCOPE), ...FIND];
