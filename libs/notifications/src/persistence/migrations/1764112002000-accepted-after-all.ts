import { SchemaMigration } from '#libs/platform';

const LISTED = `''ACCEPTED_AFTER_ALL''::text, `;

/** Rewrites the list of kinds as it stands, so that kinds which other contexts have added stay in it. */
const rewrite = (definition: string, more = ''): string => `DO $$
  DECLARE definition text := (SELECT replace(pg_get_constraintdef(oid), ' NOT VALID', '') FROM pg_constraint
    WHERE conrelid = 'notifications.message'::regclass AND conname = 'message_kind_check');
  BEGIN
    ALTER TABLE notifications.message DROP CONSTRAINT message_kind_check;
    EXECUTE 'ALTER TABLE notifications.message ADD CONSTRAINT message_kind_check ' || ${definition}${more};
  END $$`;

/** One kind more: a body whose person had declined hears that the person comes after all. */
export class AcceptedAfterAll1764112002000 extends SchemaMigration {
  protected readonly statementsUp = [rewrite(`replace(definition, 'ARRAY[', 'ARRAY[${LISTED}')`)];

  // What was written stays.
  protected readonly statementsDown = [rewrite(`replace(definition, '${LISTED}', '')`, ` || ' NOT VALID'`)];
}
