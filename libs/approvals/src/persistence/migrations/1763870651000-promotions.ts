import { SchemaMigration } from '#libs/platform';

/** A promotion from the reserve list is a step like a sign-off, behind a wall of separated duties as well. */
export class Promotions1763870651000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE approvals.step DROP CONSTRAINT step_kind_check',
    `ALTER TABLE approvals.step ADD CONSTRAINT step_kind_check
      CHECK (kind IN ('RECOMMEND', 'RETURN', 'SIGN_OFF', 'REOPEN', 'PROMOTE'))`,
    // Whoever signed the reservation off may promote; whoever made, edited or recommended, in any passage, may not.
    `CREATE FUNCTION approvals.separate_duties_of_promotion() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM approvals.review r JOIN approvals.review o USING (subject_id) WHERE r.id = NEW.review_id
          AND (NEW.by_user IN (o.created_by, o.last_edited_by) OR EXISTS (SELECT FROM approvals.step s WHERE s.review_id = o.id
            AND s.kind = 'RECOMMEND' AND s.voided_at IS NULL AND s.by_user = NEW.by_user)))
        THEN RAISE EXCEPTION 'Nobody promotes what they made, edited or recommended'
          USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER separate_duties_of_promotion BEFORE INSERT ON approvals.step FOR EACH ROW WHEN (NEW.kind = 'PROMOTE')
      EXECUTE FUNCTION approvals.separate_duties_of_promotion()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER separate_duties_of_promotion ON approvals.step',
    'DROP FUNCTION approvals.separate_duties_of_promotion',
    'ALTER TABLE approvals.step DROP CONSTRAINT step_kind_check',
    // What was promoted stays on record.
    `ALTER TABLE approvals.step ADD CONSTRAINT step_kind_check
      CHECK (kind IN ('RECOMMEND', 'RETURN', 'SIGN_OFF', 'REOPEN')) NOT VALID`,
  ];
}
