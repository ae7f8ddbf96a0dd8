import { SchemaMigration } from '#libs/platform';

/** Conferences in which the caller answers for an organisation, by their live grants and as far as this transaction may use them. */
export class ConferencesOfFocalPoints1764166002000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION access.answered_conferences() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
      SELECT ARRAY(SELECT g.conference_id FROM access.role_grant g
        WHERE g.user_id = platform.scope_user() AND g.role = 'FOCAL_POINT' AND g.revoked_at IS NULL
          AND g.organisation_id = ANY (access.acts_as('answers'))) $$`,
    'REVOKE ALL ON FUNCTION access.answered_conferences FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION access.answered_conferences TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP FUNCTION access.answered_conferences()'];
}
