import { SchemaMigration } from '#libs/platform';

/** For policies of what everybody who works for a conference may read: which conferences bodies belong to is no secret. */
export class ConferencesOfBodies1764145000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION conference.of_bodies(bodies uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
      SET search_path = pg_catalog, pg_temp
      AS $$ SELECT array_agg(DISTINCT b.conference_id) FROM conference.body b WHERE b.id = ANY (bodies) $$`,
    'GRANT EXECUTE ON FUNCTION conference.of_bodies(uuid[]) TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP FUNCTION conference.of_bodies(uuid[])'];
}
