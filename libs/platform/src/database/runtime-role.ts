import pg from 'pg';

/** Rights with which a role would walk through every row-level wall, or could give itself such a right. */
const TOO_MANY = { rolsuper: 'SUPERUSER', rolbypassrls: 'BYPASSRLS', rolcreaterole: 'CREATEROLE' } as const;
type Right = keyof typeof TOO_MANY;

/**
 * Makes a role of the running processes, or gives the one that is there its password: roles are shared by all databases
 * of a server, so it keeps its other rights.
 * @throws Error in one sentence when the role that is there could walk through the walls between workspaces.
 */
export async function ensureRuntimeRole(client: pg.Client, role: string, url: string): Promise<void> {
  const password = pg.escapeLiteral(decodeURIComponent(new URL(url).password));
  const name = pg.escapeIdentifier(role);
  const { rows } = await client.query<Record<Right, boolean>>(
    'SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = $1',
    [role],
  );
  const [existing] = rows;
  if (existing === undefined) {
    await client.query(
      `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD ${password}`,
    );
    return;
  }
  const excess = (Object.keys(TOO_MANY) as Right[]).filter((right) => existing[right]);
  if (excess.length > 0) {
    const [has, without] = [
      excess.map((right) => TOO_MANY[right]).join(' and '),
      excess.map((right) => `NO${TOO_MANY[right]}`).join(' '),
    ];
    throw new Error(
      `DATABASE_URL: the role ${role} on this server has ${has}, which would open the walls between workspaces; take it away (ALTER ROLE ${name} ${without}) and migrate again.`,
    );
  }
  await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${password}`);
}
