import { SchemaMigration } from '#libs/platform';

const ADMINISTRATOR = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';

/** Bodies move their places within the allotment; the allotment itself is the administrators' to change. */
export class AllotmentsByAdministrators1763870612000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE POLICY administrators_insert ON nominations.quota AS RESTRICTIVE FOR INSERT TO plenary_api WITH CHECK (${ADMINISTRATOR})`,
    `CREATE POLICY administrators_allocate ON nominations.quota_entry AS RESTRICTIVE FOR INSERT TO plenary_api
      WITH CHECK (kind <> 'ALLOCATE' OR ${ADMINISTRATOR})`,
    // Policies see one version of a row; only a trigger can tell what changed.
    `CREATE FUNCTION nominations.keep_allotment() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user = 'plenary_api' AND NEW.allotted <> OLD.allotted
          AND (NEW.conference_id = ANY (access.administered_conferences())) IS NOT TRUE
        THEN RAISE EXCEPTION 'Only administrators allot places' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER keep_allotment BEFORE UPDATE OF allotted ON nominations.quota FOR EACH ROW
      EXECUTE FUNCTION nominations.keep_allotment()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER keep_allotment ON nominations.quota',
    'DROP FUNCTION nominations.keep_allotment',
    'DROP POLICY administrators_allocate ON nominations.quota_entry',
    'DROP POLICY administrators_insert ON nominations.quota',
  ];
}
