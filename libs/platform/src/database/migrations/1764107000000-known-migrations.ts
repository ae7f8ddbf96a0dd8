import { SchemaMigration } from '../schema-migration.js';

/** API and worker, which do not know the owner's password, see whether the schema is the one that they were written for. */
export class KnownMigrations1764107000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'GRANT SELECT ON public.plenary_migration TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'REVOKE SELECT ON public.plenary_migration FROM plenary_api, plenary_worker',
  ];
}
