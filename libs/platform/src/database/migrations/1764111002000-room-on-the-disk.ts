import { SchemaMigration } from '../schema-migration.js';

/**
 * Fails with 53100 where the disk of the server has no room: two megabytes of rows do not fit into 64 kB of memory, so they
 * go to a temporary file, and on again. Writes no row and needs no right to. One statement, with its own setting.
 */
export class RoomOnTheDisk1764111002000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION platform.check_room_on_disk() RETURNS void
      LANGUAGE sql VOLATILE SET search_path = '' SET work_mem = '64kB' AS $$
      SELECT count(*) FROM pg_catalog.generate_series(1, 75000) $$`,
    'REVOKE ALL ON FUNCTION platform.check_room_on_disk FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION platform.check_room_on_disk TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP FUNCTION platform.check_room_on_disk'];
}
