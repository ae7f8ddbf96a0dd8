import { SchemaMigration } from '#libs/platform';

/**
 * What follows by itself is counted too: the end of the screening, the answer to an invitation, its lapse. `version` counts acts,
 * as before, and checks of the screening name it; `follow_ups` counts every other move of `updated_at`, and `follow_ups_before` is how
 * many there were at the last act. The API's version is the sum of the first two; an act may name any from the last act on, for
 * what follows by itself takes nothing from anybody's hands.
 */
export class WhatFollows1764119951000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE nominations.nomination ADD COLUMN follow_ups integer NOT NULL DEFAULT 0,
      ADD COLUMN follow_ups_before integer NOT NULL DEFAULT 0`,
    `CREATE FUNCTION nominations.count_follow_ups() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF NEW.version = OLD.version THEN NEW.follow_ups := OLD.follow_ups + 1;
        ELSE NEW.follow_ups_before := OLD.follow_ups;
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER count_follow_ups BEFORE UPDATE ON nominations.nomination FOR EACH ROW
      WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at OR OLD.version <> NEW.version)
      EXECUTE FUNCTION nominations.count_follow_ups()`,
    // An invitee reaches one invitation and nothing else, so the owner locks and marks what it is for. Locked as by everybody:
    // the nomination first, then its invitation.
    `CREATE FUNCTION nominations.lock_invited() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM FROM nominations.nomination n WHERE n.id = (SELECT invitations.invited_source('nomination')) FOR NO KEY UPDATE;
      END $$`,
    `CREATE FUNCTION nominations.follow_answer() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        UPDATE nominations.nomination n SET updated_at = clock_timestamp()
          WHERE n.id = (SELECT invitations.invited_source('nomination'));
      END $$`,
    'REVOKE ALL ON FUNCTION nominations.lock_invited, nominations.follow_answer FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION nominations.lock_invited, nominations.follow_answer TO plenary_api',
  ];
  protected readonly statementsDown = [
    'DROP FUNCTION nominations.follow_answer',
    'DROP FUNCTION nominations.lock_invited',
    'DROP TRIGGER count_follow_ups ON nominations.nomination',
    'DROP FUNCTION nominations.count_follow_ups',
    'ALTER TABLE nominations.nomination DROP COLUMN follow_ups, DROP COLUMN follow_ups_before',
  ];
}
