import { SchemaMigration } from '../schema-migration.js';

/** A third kind of scope, beside conferences and bodies: organisations for which somebody answers. */
export class ScopeOfOrganisations1764165000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION platform.scope_organisations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
      $$ SELECT coalesce(nullif(current_setting('plenary.organisations', true), ''), '{}')::uuid[] $$`,
  ];

  protected readonly statementsDown = ['DROP FUNCTION platform.scope_organisations()'];
}
