/** Who may reach the rows of a table, as SQL conditions over its columns and the functions `platform.scope_*`. */
export interface TableProtection {
  /** Schema-qualified name. */
  readonly table: string;
  /** Rows that the API role may read. */
  readonly read: string;
  /** Rows that the API role may insert or change; without it the API role may only read. */
  readonly write?: string;
  /** What the API role may do beside SELECT; `INSERT, UPDATE` unless told otherwise. */
  readonly privileges?: string;
}

/** Conditions that most tables share. The sub-selects make PostgreSQL evaluate the scope once per statement. */
export const SCOPE = {
  everybody: 'true',
  nobody: 'false',
  signedIn: '(SELECT platform.scope_user()) IS NOT NULL',
  signIn: `(SELECT platform.scope_purpose()) = 'sign-in'`,
  invitation: `((SELECT platform.scope_purpose()) = 'invitation' AND token_hash = (SELECT platform.scope_token_hash()))`,
  ownUser: 'user_id = (SELECT platform.scope_user())',
  /** Staff of the host, administrators and auditors of the row's conference. */
  conferenceWide: 'conference_id = ANY ((SELECT platform.scope_conferences())::uuid[])',
  /** The same people of any conference, for rows that belong to none: sign-in mail, for example. */
  ofNoConference: `conference_id IS NULL AND (SELECT platform.scope_conferences())::uuid[] <> '{}'`,
  /** Partner staff with a grant for the row's body. */
  ownBody: 'body_id = ANY ((SELECT platform.scope_bodies())::uuid[])',
  /** Whoever answers for the row's organisation. */
  ownOrganisation: 'organisation_id = ANY ((SELECT platform.scope_organisations())::uuid[])',
} as const;

export const bodyOrConference = `${SCOPE.conferenceWide} OR ${SCOPE.ownBody}`;

/**
 * SQL that puts a table behind row-level security: enabled, forced even for its owner, one policy for reading and one
 * for writing (USING and WITH CHECK) for the API role, and one for the worker, which acts for all bodies.
 */
export function protectTable({
  table,
  read,
  write,
  privileges = 'INSERT, UPDATE',
}: TableProtection): string[] {
  const statements = [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY api_read ON ${table} FOR SELECT TO plenary_api USING (${read})`,
    `CREATE POLICY worker_all ON ${table} TO plenary_worker USING (true) WITH CHECK (true)`,
    `GRANT SELECT ON ${table} TO plenary_api`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO plenary_worker`,
  ];
  if (write !== undefined) {
    statements.push(
      `GRANT ${privileges} ON ${table} TO plenary_api`,
      `CREATE POLICY api_insert ON ${table} FOR INSERT TO plenary_api WITH CHECK (${write})`,
      `CREATE POLICY api_update ON ${table} FOR UPDATE TO plenary_api USING (${write}) WITH CHECK (${write})`,
    );
    if (privileges.includes('DELETE')) {
      statements.push(`CREATE POLICY api_delete ON ${table} FOR DELETE TO plenary_api USING (${write})`);
    }
  }
  return statements;
}
