import { SchemaMigration } from '../schema-migration.js';

/**
 * A lease knows whose it is: the number of a process, which holds an advisory lock under it on a connection of its own. The
 * kernel closes the connection of a process that is killed, so others need not wait for the lease to run out.
 */
export class SignsOfLife1764111000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE platform.outbox ADD COLUMN lease_holder integer',
    // Half a lease without a renewal is waited for all the same: a living process that has lost that connection alone has
    // it again by then. After a restart of the server nobody is held to be dead before each has had a whole lease to come
    // back. CASE keeps the lock from being tried for rows that need no answer. 1818846821 is "life" in ASCII.
    `CREATE FUNCTION platform.is_lease_over(lease_until timestamptz, holder integer, lease_ms integer) RETURNS boolean
      LANGUAGE sql VOLATILE SET search_path = '' AS $$
      SELECT CASE
        WHEN lease_until IS NULL OR lease_until <= clock_timestamp() THEN true
        WHEN holder IS NULL OR lease_until > clock_timestamp() + lease_ms * interval '0.5 ms' THEN false
        WHEN pg_catalog.pg_postmaster_start_time() > clock_timestamp() - lease_ms * interval '1 ms' THEN false
        ELSE pg_try_advisory_xact_lock(1818846821, holder)
      END $$`,
    'REVOKE ALL ON FUNCTION platform.is_lease_over FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION platform.is_lease_over TO plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION platform.is_lease_over',
    'ALTER TABLE platform.outbox DROP COLUMN lease_holder',
  ];
}
