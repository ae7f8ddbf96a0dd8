import { SchemaMigration } from '#libs/platform';

/** Who works for one conference is read without those of the others. */
export class StaffByConference1764118706000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX role_grant_conference ON access.role_grant (conference_id) WHERE revoked_at IS NULL',
  ];
  protected readonly statementsDown = ['DROP INDEX access.role_grant_conference'];
}
