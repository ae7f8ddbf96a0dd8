import { SchemaMigration } from '#libs/platform';

const kinds = (...of: readonly string[]): string[] => [
  'ALTER TABLE conference.time_window DROP CONSTRAINT time_window_kind_check',
  `ALTER TABLE conference.time_window ADD CONSTRAINT time_window_kind_check CHECK (kind IN (${of
    .map((kind) => `'${kind}'`)
    .join(', ')}))`,
];

/** Until when whoever answers for an organisation changes its delegation. A conference that says nothing has not frozen them. */
export class DelegationsUntil1764240000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...kinds('NOMINATION', 'CONFIRMATION', 'SUBSTITUTION', 'DELEGATION'),
    `CREATE FUNCTION conference.delegations_open(of_conference uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT count(*) = 0 OR bool_or(clock_timestamp() BETWEEN w.opens_at AND w.closes_at)
        FROM conference.time_window w WHERE w.conference_id = of_conference AND w.kind = 'DELEGATION'
      $$`,
    'REVOKE ALL ON FUNCTION conference.delegations_open FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION conference.delegations_open TO plenary_api, plenary_worker',
  ];
  protected readonly statementsDown = [
    'DROP FUNCTION conference.delegations_open',
    `DELETE FROM conference.time_window WHERE kind = 'DELEGATION'`,
    ...kinds('NOMINATION', 'CONFIRMATION', 'SUBSTITUTION'),
  ];
}
