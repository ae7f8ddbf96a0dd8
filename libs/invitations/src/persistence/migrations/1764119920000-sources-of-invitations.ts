import { SchemaMigration } from '#libs/platform';

/**
 * An invitation names its source by type and id. The column of nominations stays for processes of before that are still
 * running: they read it, and what they write by it gets its source.
 */
export class SourcesOfInvitations1764119920000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE invitations.invitation ADD COLUMN source_type text, ADD COLUMN source_id uuid',
    `UPDATE invitations.invitation SET source_type = 'nomination', source_id = nomination_id`,
    `ALTER TABLE invitations.invitation ALTER COLUMN source_type SET NOT NULL, ALTER COLUMN source_id SET NOT NULL,
      ALTER COLUMN nomination_id DROP NOT NULL,
      ADD CONSTRAINT invitation_source_type_form CHECK (source_type ~ '^[a-z]+(-[a-z]+)*$')`,
    `CREATE FUNCTION invitations.keep_former_source() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        NEW.source_type := coalesce(NEW.source_type, 'nomination');
        NEW.source_id := coalesce(NEW.source_id, NEW.nomination_id);
        NEW.nomination_id := CASE NEW.source_type WHEN 'nomination' THEN NEW.source_id END;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER keep_former_source BEFORE INSERT ON invitations.invitation FOR EACH ROW
      EXECUTE FUNCTION invitations.keep_former_source()`,
    `CREATE UNIQUE INDEX invitation_live_of_source ON invitations.invitation (source_type, source_id)
      WHERE state IN ('PENDING', 'CONFIRMED')`,
    `COMMENT ON INDEX invitations.invitation_live_of_source IS 'A source has one live invitation at most, and is shown with it.'`,
    `COMMENT ON INDEX invitations.invitation_live IS 'Processes of before invite each nomination once by it.'`,
    'CREATE INDEX invitation_source ON invitations.invitation (source_id, id)',
    'DROP INDEX invitations.invitation_nomination',
    // As before, but for the source. No rows: there is none that waits, or none that is the caller's to redirect.
    `CREATE FUNCTION invitations.redirect(kind text, source uuid, fresh uuid, address text, hash text, link integer,
        deadline timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE former invitations.invitation;
      BEGIN
        UPDATE invitations.invitation SET state = 'CANCELLED', version = version + 1
          WHERE source_type = kind AND source_id = source AND state = 'PENDING' AND respond_by > clock_timestamp()
            AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
          RETURNING * INTO former;
        IF former.id IS NULL THEN RETURN; END IF;
        INSERT INTO invitations.invitation (id, conference_id, body_id, source_type, source_id, person_name, honorific, email,
            language, capacity, token_hash, link_version, respond_by)
          VALUES (fresh, former.conference_id, former.body_id, kind, source, former.person_name, former.honorific, address,
            former.language, former.capacity, hash, link, deadline);
        RETURN NEXT former.id;
      END $$`,
    'REVOKE ALL ON FUNCTION invitations.redirect(text, uuid, uuid, text, text, integer, timestamptz) FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION invitations.redirect(text, uuid, uuid, text, text, integer, timestamptz) TO plenary_api',
    // For the contexts that keep the places, in the invitee's own transaction: what the caller has declined, and its lock.
    `CREATE FUNCTION invitations.declined_source(kind text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
        SELECT i.source_id FROM invitations.invitation i
        WHERE (SELECT platform.scope_purpose()) = 'invitation' AND i.token_hash = (SELECT platform.scope_token_hash())
          AND i.state = 'DECLINED' AND i.source_type = kind
      $$`,
    `CREATE FUNCTION invitations.lock_invited() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM FROM invitations.invitation i WHERE (SELECT platform.scope_purpose()) = 'invitation'
          AND i.token_hash = (SELECT platform.scope_token_hash()) FOR NO KEY UPDATE;
      END $$`,
    'REVOKE ALL ON FUNCTION invitations.declined_source, invitations.lock_invited FROM PUBLIC',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION invitations.lock_invited',
    'DROP FUNCTION invitations.declined_source',
    'DROP FUNCTION invitations.redirect(text, uuid, uuid, text, text, integer, timestamptz)',
    'DELETE FROM invitations.invitation WHERE nomination_id IS NULL',
    'CREATE INDEX invitation_nomination ON invitations.invitation (nomination_id, id)',
    'DROP INDEX invitations.invitation_source',
    `COMMENT ON INDEX invitations.invitation_live IS 'A nomination has one live invitation at most, and is shown with it.'`,
    'DROP INDEX invitations.invitation_live_of_source',
    'DROP TRIGGER keep_former_source ON invitations.invitation',
    'DROP FUNCTION invitations.keep_former_source',
    'ALTER TABLE invitations.invitation ALTER COLUMN nomination_id SET NOT NULL, DROP COLUMN source_type, DROP COLUMN source_id',
  ];
}
