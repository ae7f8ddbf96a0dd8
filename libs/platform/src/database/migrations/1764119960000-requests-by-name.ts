import { SchemaMigration } from '../schema-migration.js';

/** A request that names a thing otherwise than by its id is the same request when it comes again, whatever has that name by then. */
export class RequestsByName1764119960000 extends SchemaMigration {
  protected readonly statementsUp = ['ALTER TABLE platform.idempotency ADD COLUMN named_hash text'];
  protected readonly statementsDown = ['ALTER TABLE platform.idempotency DROP COLUMN named_hash'];
}
