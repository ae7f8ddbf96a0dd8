import { SchemaMigration } from '#libs/platform';

const REASON = `COMMENT ON INDEX access.role_grant_body IS 'Who works for a body. It changes when a role is taken back.'`;

/** Who coordinates a body is read without those who only look at what it does, of whom there may be many. */
export class StaffOfABodyByRole1764119500000 extends SchemaMigration {
  protected readonly statementsUp = [
    'DROP INDEX access.role_grant_body',
    'CREATE INDEX role_grant_body ON access.role_grant (body_id, role) WHERE revoked_at IS NULL',
    REASON,
  ];
  protected readonly statementsDown = [
    'DROP INDEX access.role_grant_body',
    'CREATE INDEX role_grant_body ON access.role_grant (body_id) WHERE revoked_at IS NULL',
    REASON,
  ];
}
