import { SCOPE, SchemaMigration } from '#libs/platform';

/** As it was: the host’s; of those that are listed the bodies of the conference read the names. */
const BEFORE = `${SCOPE.conferenceWide} OR
  (is_listed AND conference_id = ANY ((SELECT conference.of_bodies((SELECT platform.scope_bodies())::uuid[]))::uuid[]))`;

/** Whoever answers for an organisation reads what it is called. */
export class OwnOrganisation1764166000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER POLICY api_read ON organisations.organisation
      USING (${BEFORE} OR id = ANY ((SELECT platform.scope_organisations())::uuid[]))`,
  ];

  protected readonly statementsDown = [
    `ALTER POLICY api_read ON organisations.organisation USING (${BEFORE})`,
  ];
}
