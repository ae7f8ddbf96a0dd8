import { SchemaMigration } from '../schema-migration.js';

/**
 * Who is dead is seen from a lock that is gone. Locks go also when one process of the server crashes, which restarts the rest
 * without a new start of the server, and when a replica is promoted, which has none. Both empty what is unlogged: this sequence
 * says since when locks have been kept, in milliseconds, and nothing (`is_called` is false) until a worker has looked after
 * such a loss.
 *
 * A holder counts only where the token of the lease ends in its number: a worker of an older version takes a row without
 * writing whose it is.
 */
export class LocksThatAreKept1764118400000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE UNLOGGED SEQUENCE platform.locks_kept_since',
    'GRANT SELECT, UPDATE ON SEQUENCE platform.locks_kept_since TO plenary_worker',
    // As the function of the same name with three arguments, which workers of an older version go on calling.
    `CREATE FUNCTION platform.is_lease_over(lease_until timestamptz, token uuid, holder integer, lease_ms integer) RETURNS boolean
      LANGUAGE sql VOLATILE SET search_path = '' AS $$
      SELECT CASE
        WHEN lease_until IS NULL OR lease_until <= clock_timestamp() THEN true
        WHEN holder IS NULL OR lease_until > clock_timestamp() + lease_ms * interval '0.5 ms' THEN false
        WHEN right(token::text, 8) <> lpad(to_hex(holder), 8, '0') THEN false
        WHEN pg_catalog.pg_postmaster_start_time() > clock_timestamp() - lease_ms * interval '1 ms' THEN false
        WHEN (SELECT NOT is_called OR last_value > extract(epoch FROM clock_timestamp()) * 1000 - lease_ms
          FROM platform.locks_kept_since) THEN false
        ELSE pg_try_advisory_xact_lock(1818846821, holder)
      END $$`,
    'REVOKE ALL ON FUNCTION platform.is_lease_over(timestamptz, uuid, integer, integer) FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION platform.is_lease_over(timestamptz, uuid, integer, integer) TO plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION platform.is_lease_over(timestamptz, uuid, integer, integer)',
    'DROP SEQUENCE platform.locks_kept_since',
  ];
}
