import { SchemaMigration } from '#libs/platform';

export class MergedOrganisations1764145002000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX organisation_merged ON organisations.organisation (merged_into) WHERE merged_into IS NOT NULL',
    `COMMENT ON INDEX organisations.organisation_merged IS 'A page of an organisation shows what was merged into it. Merges are seldom.'`,
  ];

  protected readonly statementsDown = ['DROP INDEX organisations.organisation_merged'];
}
