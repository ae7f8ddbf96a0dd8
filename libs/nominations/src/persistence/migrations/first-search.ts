/**
 * A trigram index cannot serve a query under row-level security: LIKE is not leakproof, so PostgreSQL filters by policy
 * first and scans. This function looks the ids up as the owner and applies the caller's scope itself; what it returns is
 * read again under the policies. Sort keys and directions are fixed words, never text from outside.
 */
export const FIRST_SEARCH = [
  `CREATE FUNCTION nominations.search(conference uuid, pattern text, bodies uuid[], states text[], constituencies uuid[],
      capacities text[], sort text, descending boolean, after_key text, after_id uuid, most integer)
    RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
      sort_key text := CASE sort WHEN 'NAME' THEN 'n.sort_name' WHEN 'UPDATED_AT' THEN 'n.updated_at'
        WHEN 'RANK' THEN 'coalesce(n.rank, 2147483647)' ELSE 'NULL' END;
      key_type text := CASE sort WHEN 'UPDATED_AT' THEN 'timestamptz' WHEN 'RANK' THEN 'integer' ELSE 'text' END;
      way text := CASE WHEN descending THEN 'DESC' ELSE 'ASC' END;
      beyond text := CASE WHEN descending THEN '<' ELSE '>' END;
      has_key boolean := sort IN ('NAME', 'UPDATED_AT', 'RANK');
    BEGIN
      RETURN QUERY EXECUTE format(
        'SELECT n.id FROM nominations.nomination n
         WHERE n.conference_id = $1 AND n.search_text LIKE $2
           AND (n.conference_id = ANY (platform.scope_conferences()) OR n.body_id = ANY (platform.scope_bodies()))
           AND ($3 IS NULL OR n.body_id = ANY ($3)) AND ($4 IS NULL OR n.state = ANY ($4))
           AND ($5 IS NULL OR n.constituency_id = ANY ($5)) AND ($6 IS NULL OR n.capacity = ANY ($6))
           AND ($8 IS NULL OR %s)
         ORDER BY %s LIMIT $9',
        CASE WHEN has_key THEN format('(%s, n.id) %s ($7::%s, $8)', sort_key, beyond, key_type) ELSE format('n.id %s $8', beyond) END,
        CASE WHEN has_key THEN format('%s %s, n.id %s', sort_key, way, way) ELSE format('n.id %s', way) END)
      USING conference, pattern, bodies, states, constituencies, capacities, after_key, after_id, most;
    END $$`,
  `REVOKE ALL ON FUNCTION nominations.search FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION nominations.search TO plenary_api, plenary_worker`,
];
