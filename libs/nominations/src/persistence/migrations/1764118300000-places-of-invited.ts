import { SchemaMigration } from '#libs/platform';

/** For mail about invitations: whether the nomination still stands, and whether its place is beyond the quota. */
export class PlacesOfInvited1764118300000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE VIEW nominations.place_of_invited WITH (security_invoker = true) AS
      SELECT n.id AS nomination_id, n.state = 'APPROVED' AS is_standing,
        EXISTS (SELECT FROM nominations.quota_entry e WHERE e.nomination_id = n.id AND e.kind = 'OVERRIDE') AS is_extra
      FROM nominations.nomination n`,
    'GRANT SELECT ON nominations.place_of_invited TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP VIEW nominations.place_of_invited'];
}
