import { organisationDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const TABLE = 'delegations.delegate';
const SEEN = `${SCOPE.conferenceWide} OR ${SCOPE.ownOrganisation}`;

/** Who is named for the seats of a delegation. A seat is taken in the same statement that names somebody, or nobody is named. */
export class Delegates1764167000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE delegations.organisation_invitation ADD CONSTRAINT organisation_invitation_whose UNIQUE (id, organisation_id, conference_id)`,
    `CREATE TABLE ${TABLE} (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      organisation_id uuid NOT NULL,
      invitation_id uuid NOT NULL,
      role text NOT NULL CHECK (role IN ('HEAD', 'DELEGATE', 'ADVISER', 'INTERPRETER', 'SECURITY', 'PRESS', 'SPOUSE')),
      name text NOT NULL,
      name_key text NOT NULL,
      email text,
      position text,
      named_by uuid NOT NULL,
      named_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      removed_at timestamptz,
      FOREIGN KEY (invitation_id, organisation_id, conference_id)
        REFERENCES delegations.organisation_invitation (id, organisation_id, conference_id)
    )`,
    `CREATE INDEX delegate_invitation ON ${TABLE} (invitation_id) WHERE removed_at IS NULL`,
    `COMMENT ON INDEX delegations.delegate_invitation IS 'A page shows the delegation of an invitation. People seldom leave one.'`,
    `CREATE UNIQUE INDEX delegate_head ON ${TABLE} (invitation_id) WHERE role = 'HEAD' AND removed_at IS NULL`,
    `COMMENT ON INDEX delegations.delegate_head IS 'A delegation has one head at most. People seldom leave one.'`,
    ...protectTable({ table: TABLE, read: SEEN, write: SEEN, privileges: 'INSERT, UPDATE (removed_at)' }),
    `ALTER POLICY api_insert ON ${TABLE} WITH CHECK (${organisationDuty('answers')})`,
    `ALTER POLICY api_update ON ${TABLE} WITH CHECK (${organisationDuty('answers')})`,
    // The letter's row is locked, so that two who name somebody at the same time see each other.
    `CREATE FUNCTION delegations.take_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      DECLARE offered integer;
      BEGIN
        SELECT CASE WHEN i.state = 'ACCEPTED' THEN coalesce((i.seats ->> NEW.role)::integer, 0) ELSE 0 END INTO offered
          FROM delegations.organisation_invitation i WHERE i.id = NEW.invitation_id FOR NO KEY UPDATE;
        -- Whoever has no say in the organisation is refused by the policy, which is asked after this.
        IF NOT FOUND AND NEW.organisation_id <> ALL (access.acts_as('answers')) THEN RETURN NEW;
        END IF;
        IF (SELECT count(*) FROM delegations.delegate d
            WHERE d.invitation_id = NEW.invitation_id AND d.role = NEW.role AND d.removed_at IS NULL) >= coalesce(offered, 0)
        THEN RAISE EXCEPTION 'No seat of this role is free' USING ERRCODE = '23514', CONSTRAINT = 'seat_is_free';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER take_seat BEFORE INSERT ON ${TABLE} FOR EACH ROW EXECUTE FUNCTION delegations.take_seat()`,
    // Nobody who has left is back without a seat.
    `CREATE TRIGGER take_seat_again BEFORE UPDATE ON ${TABLE} FOR EACH ROW
      WHEN (OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL) EXECUTE FUNCTION delegations.take_seat()`,
  ];

  protected readonly statementsDown = [
    `DROP TABLE ${TABLE}`,
    'DROP FUNCTION delegations.take_seat',
    'ALTER TABLE delegations.organisation_invitation DROP CONSTRAINT organisation_invitation_whose',
  ];
}
