import { createSchema, hostDuty, isCaller, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** Approving is the approvers' alone, all else the officers'. */
const CHANGES = `CASE WHEN state = 'APPROVED' THEN ${hostDuty('approves')} AND ${isCaller('approved_by')} ELSE ${hostDuty('reviews')} END`;

export class OrganisationInvitations1764161000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('delegations'),
    `CREATE TABLE delegations.organisation_invitation (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      organisation_id uuid NOT NULL,
      state text NOT NULL CHECK (state IN ('DRAFT', 'APPROVED', 'SENT', 'ACCEPTED', 'REGRETS', 'LAPSED', 'REVOKED')),
      level text NOT NULL CHECK (level IN ('HEAD_OF_STATE', 'MINISTER', 'SENIOR_OFFICIAL', 'OBSERVER')),
      seats jsonb NOT NULL,
      reply_by date NOT NULL,
      language text NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar', 'zh')),
      signatory text,
      salutation text,
      editors uuid[] NOT NULL CHECK (editors <> '{}'),
      approved_by uuid,
      approved_at timestamptz,
      sent_at timestamptz,
      acknowledged_at timestamptz,
      answered_at timestamptz,
      ended_at timestamptz,
      version integer NOT NULL DEFAULT 1,
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (id, conference_id),
      FOREIGN KEY (organisation_id, conference_id) REFERENCES organisations.organisation (id, conference_id),
      CONSTRAINT separate_duties CHECK (approved_by IS NULL OR approved_by <> ALL (editors)),
      CONSTRAINT approved_before_sent CHECK (state IN ('DRAFT', 'REVOKED') OR approved_by IS NOT NULL)
    )`,
    `CREATE UNIQUE INDEX organisation_invitation_living ON delegations.organisation_invitation (organisation_id) WHERE state <> 'REVOKED'`,
    `COMMENT ON INDEX delegations.organisation_invitation_living IS 'An organisation has one invitation that is not revoked. Invitations are seldom revoked.'`,
    'CREATE INDEX organisation_invitation_conference ON delegations.organisation_invitation (conference_id)',
    ...protectTable({
      table: 'delegations.organisation_invitation',
      read: SCOPE.conferenceWide,
      write: SCOPE.conferenceWide,
      privileges:
        'INSERT, UPDATE (state, level, seats, reply_by, language, signatory, salutation, editors, approved_by, approved_at, sent_at, acknowledged_at, answered_at, ended_at, version, updated_at)',
    }),
    `ALTER POLICY api_insert ON delegations.organisation_invitation WITH CHECK (state = 'DRAFT' AND ${hostDuty('reviews')})`,
    `ALTER POLICY api_update ON delegations.organisation_invitation WITH CHECK (${CHANGES})`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA delegations CASCADE'];
}
