import pg from 'pg';
import {
  addressAs,
  API_ROLE,
  credentialsOf,
  databaseOf,
  type RuntimeRole,
  WORKER_ROLE,
} from '../settings/role-url.js';
import { sqlState } from './database.js';
import { LastingClient } from './lasting-client.js';
import { scramVerifier } from './scram-verifier.js';

/** Rights with which a role would walk through every row-level wall, or could give itself such a right. */
const TOO_MANY = { rolsuper: 'SUPERUSER', rolbypassrls: 'BYPASSRLS', rolcreaterole: 'CREATEROLE' } as const;
type Right = keyof typeof TOO_MANY;
const WITHOUT_RIGHTS = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT';

const FORBIDDEN = '42501';
/** The role is there by now: another database of the server was migrated at the same moment. */
const MADE_MEANWHILE = ['42710', '23505'];
const WRONG_PASSWORD = /^28/;
const MARK = 'Plenary: database ';

/** Who connects as one of the processes, and what for. */
export interface RuntimeLogin {
  /** The role that policies and grants are written for. */
  readonly role: RuntimeRole;
  /** The address of the process; its user takes the role on, or is the role itself. */
  readonly url: string;
  /** The setting that names another. */
  readonly setting: 'DATABASE_API_URL' | 'DATABASE_WORKER_URL';
}

/** A role of the server is not what it has to be. The message is for who runs the server. */
export class WrongRole extends Error {
  override readonly name = 'WrongRole';
}

/**
 * Makes what a process connects with, where it is not there: the role of the policies, which all installations of a server
 * share and nobody signs in as, and the login of this installation, which takes that role on in this database. What is right
 * already is not touched, so that an owner who may make no roles goes by where somebody else has made them.
 * @throws WrongRole in one sentence with the remedy.
 */
export async function ensureRuntimeRole(
  client: pg.Client,
  ownerUrl: string,
  login: RuntimeLogin,
): Promise<void> {
  const { user, password } = credentialsOf(login.url);
  const steps = new LoginSteps(databaseOf(ownerUrl), login);
  await refuseLoginOfOther(client, user, login);
  try {
    if (user !== login.role) {
      await ensureRole(client, login.role, steps.makeRole);
    }
    const isNew = await ensureRole(client, user, steps.makeLogin(password));
    if (isNew) await client.query(steps.mark);
    else await givePassword(client, ownerUrl, login, steps);
    const [state] = (
      await client.query<{ isMember: boolean; mayConnect: boolean; isSet: boolean }>(
        `SELECT pg_has_role($1, $2, 'MEMBER') AS "isMember",
           has_database_privilege($1, current_database(), 'CONNECT') AS "mayConnect",
           EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = (SELECT oid FROM pg_roles WHERE rolname = $1)
             AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND 'role=' || $2 = ANY (setconfig)) AS "isSet"`,
        [user, login.role],
      )
    ).rows;
    if (state?.mayConnect !== true) await client.query(steps.open);
    if (user === login.role) return;
    if (state?.isMember !== true) await client.query(steps.join);
    if (state?.isSet !== true) await client.query(steps.takeOn);
  } catch (error) {
    if (sqlState(error) !== FORBIDDEN) throw error;
    throw new WrongRole(
      `DATABASE_URL: the role ${credentialsOf(ownerUrl).user} may not make or change ${user === login.role ? user : `${login.role} or ${user}`} on this server; have whoever keeps it run what "npm run plenary -- migrate --print-roles" prints, and try again.`,
    );
  }
}

/**
 * Whoever works as one process must never become the other, and what was granted is not taken back by the next start: so
 * nothing is granted to a login of the other process, where the two addresses were exchanged, say.
 */
async function refuseLoginOfOther(
  client: pg.Client,
  user: string,
  { role, setting }: RuntimeLogin,
): Promise<void> {
  const other = role === API_ROLE ? WORKER_ROLE : API_ROLE;
  const { rows } = await client.query(
    `SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
     WHERE g.rolname = $1 AND u.rolname = $2`,
    [other, user],
  );
  if (user !== other && rows.length === 0) return;
  throw new WrongRole(
    `${setting}: the role ${user} is that of the other process (${other}); give each process a role of its own, or leave both addresses out.`,
  );
}

/** The same as SQL, for whoever keeps the server; safe to repeat. */
export function rolesAsSql(ownerUrl: string, logins: readonly RuntimeLogin[]): string {
  const database = databaseOf(ownerUrl);
  const lines = logins.flatMap((login) => {
    const { user, password } = credentialsOf(login.url);
    const steps = new LoginSteps(database, login);
    return [
      ...(user === login.role ? [] : [unlessThere(login.role, steps.makeRole)]),
      unlessThere(user, steps.makeLogin('')),
      ...(password === '' ? [] : [steps.changePassword(password)]),
      ...(user === login.role ? [steps.open] : [steps.join, steps.open, steps.takeOn]),
      steps.mark,
    ];
  });
  return [
    `-- The roles of the Plenary in database ${pg.escapeIdentifier(database)}, for a role that may make roles. Safe to repeat.`,
    '-- Passwords are in it as SCRAM verifiers alone.',
    ...lines.map((line) => `${line};`),
    '',
  ].join('\n');
}

/** The statements for one login. Names are quoted, for the server's keeper may have chosen any. */
class LoginSteps {
  readonly makeRole: string;
  readonly mark: string;
  readonly join: string;
  readonly open: string;
  readonly takeOn: string;
  private readonly user: string;

  constructor(database: string, { role, url }: RuntimeLogin) {
    this.user = pg.escapeIdentifier(credentialsOf(url).user);
    const [group, here] = [pg.escapeIdentifier(role), pg.escapeIdentifier(database)];
    this.makeRole = `CREATE ROLE ${group} NOLOGIN ${WITHOUT_RIGHTS}`;
    this.mark = `COMMENT ON ROLE ${this.user} IS ${pg.escapeLiteral(MARK + database)}`;
    this.join = `GRANT ${group} TO ${this.user}`;
    this.open = `GRANT CONNECT ON DATABASE ${here} TO ${this.user}`;
    this.takeOn = `ALTER ROLE ${this.user} IN DATABASE ${here} SET role = ${pg.escapeLiteral(role)}`;
  }

  /** Without a password where the server knows its clients by other means. */
  makeLogin(password: string): string {
    return `CREATE ROLE ${this.user} LOGIN ${WITHOUT_RIGHTS}${password === '' ? '' : ` ${passwordOf(password)}`}`;
  }

  changePassword(password: string): string {
    return `ALTER ROLE ${this.user} LOGIN ${passwordOf(password)}`;
  }
}

const passwordOf = (password: string): string => `PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`;

const unlessThere = (name: string, make: string): string =>
  `DO $roles$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(name)}) THEN ${make}; END IF; END $roles$`;

/** @returns whether it was made just now. */
async function ensureRole(client: pg.Client, name: string, make: string): Promise<boolean> {
  const { rows } = await client.query<Record<Right, boolean>>(
    'SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = $1',
    [name],
  );
  const [existing] = rows;
  if (existing !== undefined) {
    refuseRights(name, existing);
    return false;
  }
  try {
    await client.query(make);
    return true;
  } catch (error) {
    if (MADE_MEANWHILE.includes(sqlState(error) ?? '')) return false;
    throw error;
  }
}

function refuseRights(role: string, existing: Readonly<Record<Right, boolean>>): void {
  const excess = (Object.keys(TOO_MANY) as Right[]).filter((right) => existing[right]);
  if (excess.length === 0) return;
  const [has, without] = [
    excess.map((right) => TOO_MANY[right]).join(' and '),
    excess.map((right) => `NO${TOO_MANY[right]}`).join(' '),
  ];
  throw new WrongRole(
    `DATABASE_URL: the role ${role} on this server has ${has}, which would open the walls between workspaces; take it away (ALTER ROLE ${pg.escapeIdentifier(role)} ${without}) and try again.`,
  );
}

/** Only where the one that it should have does not open the database: each change stands in the server's log. */
async function givePassword(
  client: pg.Client,
  ownerUrl: string,
  { url, setting }: RuntimeLogin,
  steps: LoginSteps,
): Promise<void> {
  const { user, password } = credentialsOf(url);
  if (password === '' || (await opens(addressAs(ownerUrl, user, password))) === 'by password') return;
  const { rows } = await client.query<{ database: string }>(
    `SELECT datname AS database FROM pg_database
     WHERE shobj_description((SELECT oid FROM pg_roles WHERE rolname = $1), 'pg_authid') = $2 || datname
       AND datname <> current_database()`,
    [user, MARK],
  );
  const [other] = rows;
  if (other !== undefined) {
    throw new WrongRole(
      `${setting}: the role ${user} belongs to the Plenary in database ${other.database} of this server, whose password a change would break; name another role, or leave the setting out.`,
    );
  }
  await client.query(steps.changePassword(password));
  await client.query(steps.mark);
}

/**
 * Whether the password opens the database. A server that lets everybody in without asking (`trust`) says nothing of it: then it is
 * set, so that it holds once the server asks.
 */
async function opens(address: string): Promise<'by password' | 'without asking' | 'not'> {
  const client = new LastingClient({ connectionString: address, connectionTimeoutMillis: 5_000 });
  let isAsked = false;
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  for (const question of [
    'authenticationCleartextPassword',
    'authenticationMD5Password',
    'authenticationSASL',
  ])
    connection.once(question, () => (isAsked = true));
  try {
    await client.connect();
    return isAsked ? 'by password' : 'without asking';
  } catch (error) {
    const state = sqlState(error) ?? '';
    if (WRONG_PASSWORD.test(state)) return 'not';
    // Who may not connect has shown the right password before that, where one was asked for.
    if (state === FORBIDDEN) return isAsked ? 'by password' : 'without asking';
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
