import { SchemaMigration } from '#libs/platform';

const KINDS = ['ANSWER_REMINDER', 'NOMINATION_LAPSED', 'RESERVE_PROMOTED'];
const LISTED = KINDS.map((kind) => `''${kind}''::text, `).join('');

/** Rewrites the list of kinds as it stands, so that kinds which other contexts have added stay in it. */
const rewrite = (definition: string, more = ''): string => `DO $$
  DECLARE definition text := (SELECT replace(pg_get_constraintdef(oid), ' NOT VALID', '') FROM pg_constraint
    WHERE conrelid = 'notifications.message'::regclass AND conname = 'message_kind_check');
  BEGIN
    ALTER TABLE notifications.message DROP CONSTRAINT message_kind_check;
    EXECUTE 'ALTER TABLE notifications.message ADD CONSTRAINT message_kind_check ' || ${definition}${more};
  END $$`;

/** Three kinds more: an answer that is nearly due, a nomination that has lapsed, a reserve that got a place. */
export class NoticesOfPlaces1763870652000 extends SchemaMigration {
  protected readonly statementsUp = [rewrite(`replace(definition, 'ARRAY[', 'ARRAY[${LISTED}')`)];

  // What was written stays.
  protected readonly statementsDown = [rewrite(`replace(definition, '${LISTED}', '')`, ` || ' NOT VALID'`)];
}
