import {
  bodyDuty,
  bodyOrConference,
  hostDuty,
  isCaller,
  protectTable,
  SchemaMigration,
} from '#libs/platform';

const SOURCES = ['nominations.nomination', 'nominations.person'];
const WRITES = `(${bodyDuty('drafts')} OR ${hostDuty('reviews', 'administers')})`;
const SAYS = `${WRITES} AND (matched_by IS NULL OR ${isCaller('matched_by')})`;

/**
 * What nominations say of organisations, and which ones these are. Equal texts are found by a column of their own: behind policies an index
 * is asked by columns alone, not by what a function makes of them.
 */
export class OrganisationTexts1764160000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE nominations.organisation_text (
      nomination_id uuid PRIMARY KEY REFERENCES nominations.nomination,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      typed text NOT NULL,
      typed_key text NOT NULL GENERATED ALWAYS AS (lower(typed)) STORED,
      organisation_id uuid,
      matched_by uuid,
      matched_at timestamptz,
      CHECK ((organisation_id IS NULL) = (matched_by IS NULL) AND (organisation_id IS NULL) = (matched_at IS NULL))
    )`,
    // The owner reads all of them for once.
    ...SOURCES.map((source) => `ALTER TABLE ${source} NO FORCE ROW LEVEL SECURITY`),
    `INSERT INTO nominations.organisation_text (nomination_id, conference_id, body_id, typed)
      SELECT n.id, n.conference_id, n.body_id, p.organisation FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
      WHERE p.organisation IS NOT NULL`,
    ...SOURCES.map((source) => `ALTER TABLE ${source} FORCE ROW LEVEL SECURITY`),
    `CREATE INDEX organisation_text_unmatched ON nominations.organisation_text (conference_id, typed_key, nomination_id)
      WHERE organisation_id IS NULL`,
    `COMMENT ON INDEX nominations.organisation_text_unmatched IS 'Officers match texts that name no organisation yet, by their letters. A text leaves it once, when somebody says which organisation it is.'`,
    `CREATE INDEX organisation_text_of ON nominations.organisation_text (organisation_id) WHERE organisation_id IS NOT NULL`,
    `COMMENT ON INDEX nominations.organisation_text_of IS 'The page of an organisation counts its nominations. Who somebody works for is said once.'`,
    ...protectTable({
      table: 'nominations.organisation_text',
      read: bodyOrConference,
      write: bodyOrConference,
      privileges: 'INSERT, DELETE, UPDATE (typed, organisation_id, matched_by, matched_at)',
    }),
    `ALTER POLICY api_insert ON nominations.organisation_text WITH CHECK (${SAYS})`,
    `ALTER POLICY api_update ON nominations.organisation_text WITH CHECK (${SAYS})`,
    `ALTER POLICY api_delete ON nominations.organisation_text USING (${WRITES})`,
  ];

  protected readonly statementsDown = ['DROP TABLE nominations.organisation_text'];
}
