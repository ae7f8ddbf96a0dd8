import { SchemaMigration } from '#libs/platform';

/** What the page of an invitation calls the person follows a correction until it is answered; the link stays. */
export class InviteesCorrected1764119940500 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION invitations.correct_invitee(kind text, source uuid, called text, titled text, spoken text) RETURNS SETOF uuid
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
        UPDATE invitations.invitation SET person_name = called, honorific = titled, language = coalesce(spoken, language), version = version + 1
          WHERE source_type = kind AND source_id = source AND state = 'PENDING' AND respond_by > clock_timestamp()
            AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
          RETURNING id
      $$`,
    'REVOKE ALL ON FUNCTION invitations.correct_invitee FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION invitations.correct_invitee TO plenary_api',
  ];
  protected readonly statementsDown = ['DROP FUNCTION invitations.correct_invitee'];
}
