import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const FEEDS = [
  { name: 'event_conference_recorded', scope: 'conference_id', beside: 'body_id', where: '' },
  {
    name: 'event_body_recorded',
    scope: 'body_id',
    beside: 'conference_id',
    where: ' WHERE body_id IS NOT NULL',
  },
] as const;

/**
 * Entries keep the transaction that wrote them, so that they can be read forwards without a loss: ids and times are made before the
 * commit, and whoever reads behind the newest one misses what commits after it with an older one. Read are the entries of
 * transactions below the oldest that is still under way; none can come before them any more. Entries of before count as of one
 * transaction, in the order of their ids.
 *
 * Transactions are numbered by the server. One that begins again with low numbers (a restore) begins an era: entries of a newer era
 * come after all of an older one. No row: era 0.
 */
export class EventsInOrderOfCommit1764119952000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE audit.era (
      era integer PRIMARY KEY CHECK (era > 0),
      begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    ...protectTable({ table: 'audit.era', read: SCOPE.everybody }),
    'REVOKE INSERT, UPDATE, DELETE ON audit.era FROM plenary_worker',
    'CREATE POLICY owner_begin ON audit.era TO CURRENT_USER USING (true) WITH CHECK (true)',
    `CREATE FUNCTION audit.current_era() RETURNS integer LANGUAGE sql STABLE AS
      'SELECT coalesce(max(era), 0) FROM audit.era'`,
    // With nobody writing: an entry of the old era that commits behind one of the new would come before what was read.
    `CREATE FUNCTION audit.begin_era() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE begun integer;
      BEGIN
        LOCK TABLE audit.event IN ACCESS EXCLUSIVE MODE;
        INSERT INTO audit.era (era) SELECT coalesce(max(e.era), 0) + 1 FROM audit.era e RETURNING era INTO begun;
        RETURN begun;
      END $$`,
    'REVOKE ALL ON FUNCTION audit.begin_era FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION audit.begin_era TO plenary_worker',
    `ALTER TABLE audit.event ADD COLUMN era integer NOT NULL DEFAULT 0, ADD COLUMN xid xid8 NOT NULL DEFAULT '0'`,
    `ALTER TABLE audit.event ALTER COLUMN era SET DEFAULT audit.current_era(),
      ALTER COLUMN xid SET DEFAULT pg_current_xact_id()`,
    ...FEEDS.map(
      ({ name, scope, beside, where }) =>
        `CREATE INDEX ${name} ON audit.event (${scope}, era, xid, id) INCLUDE (${beside})${where}`,
    ),
  ];

  protected readonly statementsDown = [
    ...FEEDS.map(({ name }) => `DROP INDEX audit.${name}`),
    'ALTER TABLE audit.event DROP COLUMN xid, DROP COLUMN era',
    'DROP FUNCTION audit.begin_era',
    'DROP FUNCTION audit.current_era',
    'DROP TABLE audit.era',
  ];
}
