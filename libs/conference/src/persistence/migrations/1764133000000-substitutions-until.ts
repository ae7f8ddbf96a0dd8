import { SchemaMigration } from '#libs/platform';

const kinds = (...of: readonly string[]): string[] => [
  'ALTER TABLE conference.time_window DROP CONSTRAINT time_window_kind_check',
  `ALTER TABLE conference.time_window ADD CONSTRAINT time_window_kind_check CHECK (kind IN (${of
    .map((kind) => `'${kind}'`)
    .join(', ')}))`,
];

/** Until when bodies name somebody else for a place of theirs. A conference that says nothing has not frozen it. */
export class SubstitutionsUntil1764133000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...kinds('NOMINATION', 'CONFIRMATION', 'SUBSTITUTION'),
    // For acts that the owner does: the windows are everybody's to read.
    'CREATE POLICY owner_read ON conference.time_window FOR SELECT TO CURRENT_USER USING (true)',
    `CREATE FUNCTION conference.substitutions_open(of_conference uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT count(*) = 0 OR bool_or(clock_timestamp() BETWEEN w.opens_at AND w.closes_at)
        FROM conference.time_window w WHERE w.conference_id = of_conference AND w.kind = 'SUBSTITUTION'
      $$`,
    'REVOKE ALL ON FUNCTION conference.substitutions_open FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION conference.substitutions_open TO plenary_api, plenary_worker',
  ];
  protected readonly statementsDown = [
    'DROP FUNCTION conference.substitutions_open',
    'DROP POLICY owner_read ON conference.time_window',
    `DELETE FROM conference.time_window WHERE kind = 'SUBSTITUTION'`,
    ...kinds('NOMINATION', 'CONFIRMATION'),
  ];
}
