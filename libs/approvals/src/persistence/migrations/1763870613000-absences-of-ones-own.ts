import { SchemaMigration } from '#libs/platform';

const OWN = `(user_id = (SELECT platform.scope_user()) OR conference_id = ANY ((SELECT access.administered_conferences())::uuid[]))`;

/**
 * An absence lets a colleague sign for somebody, so nobody but that person and the administrators, who sign nothing, puts
 * one on record.
 */
export class AbsencesOfOnesOwn1763870613000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE POLICY own_insert ON approvals.absence AS RESTRICTIVE FOR INSERT TO plenary_api WITH CHECK (${OWN})`,
    `CREATE POLICY own_update ON approvals.absence AS RESTRICTIVE FOR UPDATE TO plenary_api USING (${OWN}) WITH CHECK (${OWN})`,
    'GRANT DELETE ON approvals.absence TO plenary_api',
    `CREATE POLICY api_delete ON approvals.absence FOR DELETE TO plenary_api USING (${OWN})`,
    'CREATE INDEX absence_conference ON approvals.absence (conference_id, ends_at)',
  ];

  protected readonly statementsDown = [
    'DROP INDEX approvals.absence_conference',
    'DROP POLICY api_delete ON approvals.absence',
    'REVOKE DELETE ON approvals.absence FROM plenary_api',
    'DROP POLICY own_update ON approvals.absence',
    'DROP POLICY own_insert ON approvals.absence',
  ];
}
