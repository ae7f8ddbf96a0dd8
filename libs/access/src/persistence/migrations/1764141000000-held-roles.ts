import { SchemaMigration } from '#libs/platform';

/** Roles that people hold now, for contexts in which something hangs on a role; behind the reader's own policies. */
export class HeldRoles1764141000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE VIEW access.held_role WITH (security_invoker = true) AS
      SELECT user_id, conference_id, role, accepted_at AS since FROM access.role_grant
      WHERE revoked_at IS NULL AND accepted_at IS NOT NULL`,
    'GRANT SELECT ON access.held_role TO plenary_api, plenary_worker',
  ];
  protected readonly statementsDown = ['DROP VIEW access.held_role'];
}
