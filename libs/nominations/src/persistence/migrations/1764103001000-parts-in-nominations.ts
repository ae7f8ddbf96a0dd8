import { SchemaMigration } from '#libs/platform';

/** What the trail calls the acts by which somebody comes to have a part in a nomination. */
const PARTS = ['created', 'updated', 'submitted', 'resubmitted', 'email-corrected'].map(
  (act) => `'nomination.${act}'`,
);

/**
 * The database itself writes down who has a part in a nomination: who made it, whoever edits it, and who submits it or
 * answers the host's question.
 */
export class PartsInNominations1764103001000 extends SchemaMigration {
  /** Until now a nomination knew its maker and its last editor alone; of the others the trail tells. */
  static readonly CARRY_OVER = [
    `INSERT INTO approvals.involvement (subject_id, user_id, conference_id)
      SELECT n.id, p.person, n.conference_id FROM nominations.nomination n
        CROSS JOIN LATERAL (VALUES (n.created_by), (n.last_edited_by)) AS p (person)
      UNION SELECT n.id, e.actor_id, n.conference_id FROM nominations.nomination n
        JOIN audit.event e ON e.subject_id = n.id AND e.action IN (${PARTS.join(', ')}) AND e.actor_id IS NOT NULL
      ON CONFLICT DO NOTHING`,
    `UPDATE approvals.review r SET involved_before = ARRAY(SELECT DISTINCT person FROM unnest(r.involved_before
        || ARRAY(SELECT i.user_id FROM approvals.involvement i WHERE i.subject_id = r.subject_id)) AS person)
      WHERE EXISTS (SELECT FROM approvals.involvement i WHERE i.subject_id = r.subject_id)`,
  ];

  protected readonly statementsUp = [
    `CREATE FUNCTION nominations.keep_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM approvals.take_part(NEW.id, NEW.conference_id, ARRAY[NEW.created_by, NEW.last_edited_by,
          CASE WHEN NEW.state = 'SUBMITTED' THEN platform.scope_user() END]);
        RETURN NULL;
      END $$`,
    'REVOKE ALL ON FUNCTION nominations.keep_part FROM PUBLIC',
    `CREATE TRIGGER keep_part_of_maker AFTER INSERT ON nominations.nomination FOR EACH ROW
      EXECUTE FUNCTION nominations.keep_part()`,
    `CREATE TRIGGER keep_part AFTER UPDATE OF last_edited_by, state ON nominations.nomination FOR EACH ROW
      WHEN (NEW.last_edited_by <> OLD.last_edited_by OR (NEW.state = 'SUBMITTED' AND OLD.state <> 'SUBMITTED'))
      EXECUTE FUNCTION nominations.keep_part()`,
    // The owner is bound by the walls too.
    'ALTER TABLE audit.event NO FORCE ROW LEVEL SECURITY',
    ...PartsInNominations1764103001000.CARRY_OVER,
    'ALTER TABLE audit.event FORCE ROW LEVEL SECURITY',
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER keep_part ON nominations.nomination',
    'DROP TRIGGER keep_part_of_maker ON nominations.nomination',
    'DROP FUNCTION nominations.keep_part',
  ];
}
