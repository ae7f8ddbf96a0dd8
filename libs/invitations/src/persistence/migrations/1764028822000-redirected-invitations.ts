import { SchemaMigration } from '#libs/platform';

/**
 * Whoever corrects an address sends its invitation there, yet invites nobody who was not invited: so the owner replaces
 * one that waits, as it is but for the address, and asks who it is for.
 */
export class RedirectedInvitations1764028822000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE POLICY owner_redirect ON invitations.invitation TO CURRENT_USER USING (true) WITH CHECK (true)',
    // No rows: there is none that waits, or none that is the caller's to redirect.
    `CREATE FUNCTION invitations.redirect(subject uuid, fresh uuid, address text, hash text, deadline timestamptz)
      RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE former invitations.invitation;
      BEGIN
        UPDATE invitations.invitation SET state = 'CANCELLED', version = version + 1
          WHERE nomination_id = subject AND state = 'PENDING' AND respond_by > clock_timestamp()
            AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
          RETURNING * INTO former;
        IF former.id IS NULL THEN RETURN; END IF;
        INSERT INTO invitations.invitation (id, conference_id, body_id, nomination_id, person_name, honorific, email, language,
            capacity, token_hash, respond_by)
          VALUES (fresh, former.conference_id, former.body_id, subject, former.person_name, former.honorific, address,
            former.language, former.capacity, hash, deadline);
        RETURN NEXT former.id;
      END $$`,
    'REVOKE ALL ON FUNCTION invitations.redirect FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION invitations.redirect TO plenary_api',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION invitations.redirect',
    'DROP POLICY owner_redirect ON invitations.invitation',
  ];
}
