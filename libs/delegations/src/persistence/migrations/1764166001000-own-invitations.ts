import {
  checkInstead,
  down,
  hostDuty,
  isCaller,
  organisationDuty,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const TABLE = 'delegations.organisation_invitation';
/** As it was: approving is the approvers' alone, all else the officers'. */
const OF_HOST = `CASE WHEN state = 'APPROVED' THEN ${hostDuty('approves')} AND ${isCaller('approved_by')} ELSE ${hostDuty('reviews')} END`;
/** A letter is the organisation's from when it is out. */
const OUT = `${SCOPE.ownOrganisation} AND state NOT IN ('DRAFT', 'APPROVED')`;
const READ = `${SCOPE.conferenceWide} OR (${OUT})`;
/** Its own answer, or a question to the host after the date or after regrets. */
const ANSWERS = `(${organisationDuty('answers')} AND (state IN ('ACCEPTED', 'REGRETS') OR asked_at IS NOT NULL))`;

const steps = [checkInstead(TABLE, 'api_update', `${OF_HOST} OR ${ANSWERS}`, OF_HOST)];

/** Whoever answers for an organisation reads its letter once it is out, and answers it; what the letter offers stays the host's. */
export class OwnInvitations1764166001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE ${TABLE} ADD COLUMN asked_at timestamptz,
      ADD CONSTRAINT asked_when_too_late CHECK (asked_at IS NULL OR state IN ('SENT', 'REGRETS', 'LAPSED'))`,
    `GRANT UPDATE (asked_at) ON ${TABLE} TO plenary_api`,
    `ALTER POLICY api_read ON ${TABLE} USING (${READ})`,
    `ALTER POLICY api_update ON ${TABLE} USING (${READ})`,
    ...up(steps),
    `CREATE FUNCTION delegations.keep_offer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        RAISE EXCEPTION 'What an organisation is offered is the host’s to say' USING ERRCODE = '42501';
      END $$`,
    `CREATE TRIGGER keep_offer BEFORE UPDATE ON ${TABLE} FOR EACH ROW
      WHEN ((OLD.level, OLD.seats, OLD.reply_by, OLD.language, OLD.signatory, OLD.salutation, OLD.editors, OLD.approved_by, OLD.sent_at)
          IS DISTINCT FROM (NEW.level, NEW.seats, NEW.reply_by, NEW.language, NEW.signatory, NEW.salutation, NEW.editors, NEW.approved_by, NEW.sent_at)
        AND OLD.organisation_id = ANY (platform.scope_organisations()) AND OLD.conference_id <> ALL (platform.scope_conferences()))
      EXECUTE FUNCTION delegations.keep_offer()`,
  ];

  protected readonly statementsDown = [
    `DROP TRIGGER keep_offer ON ${TABLE}`,
    'DROP FUNCTION delegations.keep_offer',
    ...down(steps),
    `ALTER POLICY api_update ON ${TABLE} USING (${SCOPE.conferenceWide})`,
    `ALTER POLICY api_read ON ${TABLE} USING (${SCOPE.conferenceWide})`,
    `ALTER TABLE ${TABLE} DROP COLUMN asked_at`,
  ];
}
