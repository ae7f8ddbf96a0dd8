import { bodyOrConference, createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** Personal invitations. The name is a copy taken when the invitation was issued: that is what the person was sent. */
export class InvitationsSchema1763870460000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('invitations'),
    `CREATE TABLE invitations.invitation (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      nomination_id uuid NOT NULL,
      person_name text NOT NULL,
      honorific text,
      email text NOT NULL,
      language text NOT NULL DEFAULT 'en',
      capacity text NOT NULL CHECK (capacity IN ('DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS')),
      -- The token itself is derived from id and link_version whenever the link is needed; only its SHA-256 is here.
      link_version integer NOT NULL DEFAULT 1,
      token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
      state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'CONFIRMED', 'DECLINED', 'LAPSED', 'CANCELLED')),
      version integer NOT NULL DEFAULT 1,
      issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      respond_by timestamptz NOT NULL,
      answered_at timestamptz,
      decline_reason text,
      CHECK ((state IN ('CONFIRMED', 'DECLINED')) <= (answered_at IS NOT NULL))
    )`,
    // A nomination that is approved again after a withdrawal or a refusal gets a new invitation beside the old one.
    `CREATE UNIQUE INDEX invitation_live ON invitations.invitation (nomination_id) WHERE state IN ('PENDING', 'CONFIRMED')`,
    'CREATE INDEX invitation_nomination ON invitations.invitation (nomination_id, id)',
    'CREATE INDEX invitation_conference ON invitations.invitation (conference_id, id)',
    'CREATE INDEX invitation_body ON invitations.invitation (body_id, id)',
    ...protectTable({
      table: 'invitations.invitation',
      read: `${bodyOrConference} OR ${SCOPE.invitation}`,
      write: `${bodyOrConference} OR ${SCOPE.invitation}`,
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA invitations CASCADE'];
}
