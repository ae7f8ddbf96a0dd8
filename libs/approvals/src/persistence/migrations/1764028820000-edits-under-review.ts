import { SchemaMigration } from '#libs/platform';

const NEWEST = `SELECT r.id FROM approvals.review r WHERE r.subject_id = subject
  AND (r.conference_id = ANY (access.acts_as('reviews')) OR r.body_id = ANY (access.acts_as('drafts')))
  ORDER BY r.closed_at DESC NULLS FIRST LIMIT 1`;

/**
 * A subject can be edited in the middle of a passage: an address that was mistyped. Whoever did it has edited it last, and
 * whoever had before is not set free by that.
 */
export class EditsUnderReview1764028820000 extends SchemaMigration {
  protected readonly statementsUp = [
    // A partner edits without being able to read the host's review; the editor is the caller, and nobody else.
    `CREATE FUNCTION approvals.record_edit(subject uuid) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE
        editor uuid := platform.scope_user();
        passage approvals.review;
      BEGIN
        SELECT * INTO passage FROM approvals.review WHERE id = (${NEWEST}) FOR UPDATE;
        IF passage.id IS NULL
        THEN RAISE EXCEPTION 'Only drafters of the body and officers edit a subject' USING ERRCODE = '42501';
        END IF;
        IF passage.closed_at IS NULL AND editor = ANY (passage.signed_off_by)
        THEN RAISE EXCEPTION 'Nobody edits what they have signed off' USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties';
        END IF;
        UPDATE approvals.review SET last_edited_by = editor,
          involved_before = ARRAY(SELECT DISTINCT person FROM unnest(passage.involved_before || passage.last_edited_by) AS person
            WHERE person IS NOT NULL)
          WHERE id = passage.id;
      END $$`,
    'REVOKE ALL ON FUNCTION approvals.record_edit FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION approvals.record_edit TO plenary_api',
    // The walls that are there look at the last editor alone.
    `CREATE FUNCTION approvals.separate_editors() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM approvals.review r JOIN approvals.review o USING (subject_id) WHERE r.id = NEW.review_id
          AND (NEW.by_user = ANY (o.involved_before) OR NEW.on_behalf_of = ANY (o.involved_before)))
        THEN RAISE EXCEPTION 'Nobody signs off or promotes what they made, edited or recommended'
          USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER separate_editors BEFORE INSERT ON approvals.step FOR EACH ROW WHEN (NEW.kind IN ('SIGN_OFF', 'PROMOTE'))
      EXECUTE FUNCTION approvals.separate_editors()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER separate_editors ON approvals.step',
    'DROP FUNCTION approvals.separate_editors',
    'DROP FUNCTION approvals.record_edit',
  ];
}
