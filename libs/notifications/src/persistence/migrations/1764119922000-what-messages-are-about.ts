import { SchemaMigration } from '#libs/platform';

/**
 * A message names what it is about by type and id. The column of nominations stays for processes of before that are still
 * running, and for the search: both columns of what either writes are filled in.
 */
export class WhatMessagesAreAbout1764119922000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE notifications.message ADD COLUMN about_type text, ADD COLUMN about_id uuid',
    // The owner's own policies let it change no message.
    'ALTER TABLE notifications.message NO FORCE ROW LEVEL SECURITY',
    `UPDATE notifications.message SET about_type = 'nomination', about_id = nomination_id WHERE nomination_id IS NOT NULL`,
    'ALTER TABLE notifications.message FORCE ROW LEVEL SECURITY',
    `ALTER TABLE notifications.message ADD CONSTRAINT message_about_form
      CHECK ((about_type IS NULL) = (about_id IS NULL) AND about_type ~ '^[a-z]+(-[a-z]+)*$')`,
    `CREATE FUNCTION notifications.keep_former_about() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF NEW.about_id IS NULL AND NEW.nomination_id IS NOT NULL THEN
          NEW.about_type := 'nomination';
          NEW.about_id := NEW.nomination_id;
        ELSE
          NEW.nomination_id := CASE NEW.about_type WHEN 'nomination' THEN NEW.about_id END;
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER keep_former_about BEFORE INSERT ON notifications.message FOR EACH ROW
      EXECUTE FUNCTION notifications.keep_former_about()`,
    'CREATE INDEX message_about ON notifications.message (about_id, id) WHERE about_id IS NOT NULL',
    'DROP INDEX notifications.message_nomination',
  ];

  protected readonly statementsDown = [
    'CREATE INDEX message_nomination ON notifications.message (nomination_id, id) WHERE nomination_id IS NOT NULL',
    'DROP INDEX notifications.message_about',
    'DROP TRIGGER keep_former_about ON notifications.message',
    'DROP FUNCTION notifications.keep_former_about',
    'ALTER TABLE notifications.message DROP COLUMN about_type, DROP COLUMN about_id',
  ];
}
