import { type QueryResult } from 'pg';
import { API_ROLE, type RuntimeRole, WORKER_ROLE } from '../settings/role-url.js';
import { WrongRole } from './runtime-role.js';

interface Asked {
  query(text: string, values?: unknown[]): Promise<QueryResult>;
}

interface Found {
  readonly login: string;
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly bypasses: boolean;
  readonly makesRoles: boolean;
  readonly owns: boolean;
  readonly mayBecomeOther: boolean;
}

/** Both who signed in and who they work as, for SET ROLE leads from one to the other at any time. */
const FIND = `
  SELECT session_user AS login, current_user AS role,
    bool_or(rolsuper) AS "isSuperuser", bool_or(rolbypassrls) AS bypasses, bool_or(rolcreaterole) AS "makesRoles",
    EXISTS (SELECT FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      WHERE p.polroles && ARRAY(SELECT oid FROM pg_roles WHERE rolname IN ('${API_ROLE}', '${WORKER_ROLE}'))
        AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS owns,
    coalesce((SELECT pg_has_role(session_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), false) AS "mayBecomeOther"
  FROM pg_roles WHERE rolname IN (session_user, current_user)`;

/**
 * @throws WrongRole where the walls between workspaces would not stand for whoever this process works as: they are written for
 * one role, and hold for nobody else.
 */
export async function refuseOtherRole(database: Asked, role: RuntimeRole): Promise<void> {
  const other = role === API_ROLE ? WORKER_ROLE : API_ROLE;
  const [found] = (await database.query(FIND, [other])).rows as Found[];
  const problem = found === undefined ? 'is unknown to the server' : problemOf(found, role, other);
  if (problem === undefined) return;
  const setting = role === API_ROLE ? 'DATABASE_API_URL' : 'DATABASE_WORKER_URL';
  throw new WrongRole(
    `${setting}: the role ${found?.login ?? ''} ${problem}, so that the walls between workspaces would not stand; leave the setting out where DATABASE_URL is given, or name the role that "npm run plenary -- migrate" makes ("migrate --print-roles" shows it).`,
  );
}

function problemOf(found: Found, role: RuntimeRole, other: RuntimeRole): string | undefined {
  if (found.isSuperuser) return 'is a superuser';
  if (found.bypasses) return 'has BYPASSRLS';
  if (found.owns) return 'owns the tables';
  if (found.makesRoles) return 'has CREATEROLE';
  if (found.role !== role) return `works as ${found.role} and not as ${role}`;
  return found.mayBecomeOther ? `may work as ${other} too` : undefined;
}
