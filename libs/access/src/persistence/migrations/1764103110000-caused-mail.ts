import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** When a try that would be the n-th of these may come: when the oldest of the n - 1 before it is over. */
const roomAgain = (of: string, most: string, window: string): string =>
  `(SELECT c.at + interval '${window}' FROM access.caused_mail c
    WHERE ${of} AND c.at > moment - interval '${window}' ORDER BY c.at DESC OFFSET ${most} - 1 LIMIT 1)`;

/** Mail that somebody causes to an address of their choice is counted, by the database's clock. */
export class CausedMail1764103110000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE access.caused_mail (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      -- The body, or the conference, on whose behalf it is sent.
      scope_id uuid NOT NULL,
      user_id uuid NOT NULL,
      -- A keyed hash: the table tells nobody's address.
      address_hash text NOT NULL,
      at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    'CREATE INDEX caused_mail_scope ON access.caused_mail (scope_id, at)',
    'CREATE INDEX caused_mail_user ON access.caused_mail (user_id, at)',
    'CREATE INDEX caused_mail_over ON access.caused_mail (at)',
    ...protectTable({ table: 'access.caused_mail', read: SCOPE.nobody }),
    'CREATE POLICY owner_counts ON access.caused_mail TO CURRENT_USER USING (true) WITH CHECK (true)',
    `CREATE FUNCTION access.count_mail(of_scope uuid, address text, most_of_user integer, most_of_scope integer, most_to_address integer)
      RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE
        caller uuid := platform.scope_user();
        moment timestamptz;
        again timestamptz;
      BEGIN
        IF caller IS NULL THEN RAISE EXCEPTION 'Only people cause mail' USING ERRCODE = '42501'; END IF;
        -- Those who act at the same time for one body count one after the other.
        PERFORM pg_advisory_xact_lock(hashtextextended('access.caused_mail:' || of_scope, 0));
        moment := clock_timestamp();
        again := greatest(${roomAgain('c.user_id = caller', 'most_of_user', '1 hour')},
          ${roomAgain('c.scope_id = of_scope', 'most_of_scope', '1 hour')},
          ${roomAgain('c.scope_id = of_scope AND c.address_hash = address', 'most_to_address', '1 day')});
        IF again IS NULL THEN
          INSERT INTO access.caused_mail (scope_id, user_id, address_hash) VALUES (of_scope, caller, address);
        END IF;
        RETURN again;
      END $$`,
    'REVOKE ALL ON FUNCTION access.count_mail FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION access.count_mail TO plenary_api',
  ];

  protected readonly statementsDown = ['DROP FUNCTION access.count_mail', 'DROP TABLE access.caused_mail'];
}
