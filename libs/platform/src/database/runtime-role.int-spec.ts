import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { drain, type TestDatabase, testDatabase, testServer } from '#libs/testing';
import { addressAs, credentialsOf, loadSettings, type Settings } from '../settings/settings.js';
import { migrate, printRoles } from './migrate.js';
import { ensureRuntimeRole, type RuntimeLogin } from './runtime-role.js';

const PASSWORD = `a'"b-${randomBytes(9).toString('base64')}`;
let database: TestDatabase;
let superuser: pg.Client;
let owner: pg.Client;
// Roles belong to the whole server, so this one has a name of its own.
const role = `runtime_${randomBytes(6).toString('hex')}`;
let login: RuntimeLogin;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await Promise.all([superuser.connect(), owner.connect()]);
  login = {
    role: 'plenary_api',
    url: addressAs(database.ownerUrl, role, PASSWORD),
    setting: 'DATABASE_API_URL',
  };
});

afterEach(() => forget(role));

afterAll(async () => {
  await Promise.all([superuser.end(), owner.end()]);
  await database.drop();
});

async function forget(name: string): Promise<void> {
  const { rowCount } = await superuser.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) return;
  await superuser.query(`DROP OWNED BY ${pg.escapeIdentifier(name)}`);
  await superuser.query(`DROP ROLE ${pg.escapeIdentifier(name)}`);
}

async function asWhom(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query('SELECT session_user AS login, current_user AS role')).rows[0];
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const verifierOf = async (name: string): Promise<string | undefined> =>
  (await superuser.query<{ p: string }>('SELECT rolpassword AS p FROM pg_authid WHERE rolname = $1', [name]))
    .rows[0]?.p;

const ensure = (): Promise<void> => ensureRuntimeRole(owner, database.ownerUrl, login);

describe('the login of a process', () => {
  it('is made without any right of its own, and works as the role of the policies', async () => {
    await ensure();
    const { rows } = await superuser.query(
      `SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles WHERE rolname = $1`,
      [role],
    );
    expect(rows).toEqual([
      {
        rolcanlogin: true,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolinherit: false,
      },
    ]);
    expect(await asWhom(login.url)).toEqual({ login: role, role: 'plenary_api' });
  });

  it('has its password set where the server asks nobody for one (trust), so that it holds once it does', async () => {
    await ensure();
    const [hba] = (
      await superuser.query<{ file: string; lines: string }>(
        "SELECT current_setting('hba_file') AS file, pg_read_file(current_setting('hba_file')) AS lines",
      )
    ).rows;
    const { file = '', lines = '' } = hba ?? {};
    const askNobody = async (isTrusting: boolean): Promise<void> => {
      const text = isTrusting ? `host all ${role} all trust\n${lines}` : lines;
      await superuser.query(
        `COPY (SELECT unnest(string_to_array(${pg.escapeLiteral(text)}, E'\n'))) TO ${pg.escapeLiteral(file)}`,
      );
      await superuser.query('SELECT pg_reload_conf()');
      await drain(
        async () => ((await asWhom(login.url.replace(/:[^:@/]+@/, ':wrong@'))) === '28P01') !== isTrusting,
        {
          what: 'the server to have read its list',
        },
      );
    };
    const changed = { ...login, url: addressAs(database.ownerUrl, role, 'set-while-nobody-asked') };
    await askNobody(true);
    try {
      await ensureRuntimeRole(owner, database.ownerUrl, changed);
    } finally {
      await askNobody(false);
    }
    expect(await asWhom(login.url)).toBe('28P01');
    expect(await asWhom(changed.url)).toEqual({ login: role, role: 'plenary_api' });
  });

  it('keeps its password while that opens the database, and has the new one when it changes', async () => {
    await ensure();
    const before = await verifierOf(role);
    await ensure();
    expect(await verifierOf(role)).toBe(before);
    const other = { ...login, url: addressAs(database.ownerUrl, role, 'another-password') };
    await ensureRuntimeRole(owner, database.ownerUrl, other);
    expect(await asWhom(login.url)).toBe('28P01');
    expect(await asWhom(other.url)).toEqual({ login: role, role: 'plenary_api' });
  });

  it('has a password that the server hears as a verifier alone, and nothing is changed at the next start', async () => {
    const keeper = `keeper_${randomBytes(6).toString('hex')}`;
    await superuser.query(`CREATE ROLE ${keeper} LOGIN CREATEROLE PASSWORD 'k'`);
    await superuser.query(`GRANT plenary_api TO ${keeper} WITH ADMIN OPTION`);
    await superuser.query(`ALTER ROLE ${keeper} SET log_statement = 'all'`);
    await superuser.query(`GRANT ALL ON DATABASE ${database.name} TO ${keeper} WITH GRANT OPTION`);
    const client = new pg.Client({ connectionString: addressAs(database.ownerUrl, keeper, 'k') });
    const logged: string[] = [];
    client.on('notice', ({ message }) => logged.push(message ?? ''));
    await client.connect();
    try {
      await client.query('SET client_min_messages = log');
      await ensureRuntimeRole(client, database.ownerUrl, login);
      expect(logged.filter((line) => line.includes("PASSWORD 'SCRAM-SHA-256$4096:"))).toHaveLength(1);
      expect(logged.filter((line) => line.includes(PASSWORD.slice(4)))).toEqual([]);
      logged.length = 0;
      await ensureRuntimeRole(client, database.ownerUrl, login);
      expect(logged.filter((line) => line.startsWith('statement:'))).toEqual([]);
      expect(logged.filter((line) => /\b(CREATE|ALTER|GRANT|COMMENT)\b/.test(line))).toEqual([]);
    } finally {
      await client.end();
      await forget(role);
      await forget(keeper);
    }
  });

  it.each([
    ['SUPERUSER', 'SUPERUSER', 'NOSUPERUSER'],
    ['BYPASSRLS', 'BYPASSRLS', 'NOBYPASSRLS'],
    ['CREATEROLE', 'CREATEROLE', 'NOCREATEROLE'],
    ['SUPERUSER BYPASSRLS', 'SUPERUSER and BYPASSRLS', 'NOSUPERUSER NOBYPASSRLS'],
  ])('that is there with %s is refused in one sentence, and left as it is', async (rights, told, mend) => {
    await superuser.query(`CREATE ROLE ${role} ${rights}`);
    await expect(ensure()).rejects.toMatchObject({
      name: 'WrongRole',
      message:
        `DATABASE_URL: the role ${role} on this server has ${told}, which would open the walls between workspaces; ` +
        `take it away (ALTER ROLE "${role}" ${mend}) and try again.`,
    });
    const { rows } = await superuser.query('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [role]);
    expect(rows).toEqual([{ rolcanlogin: false }]);
  });

  it('of the other process is refused before anything is granted: the addresses were exchanged, say', async () => {
    await ensure();
    const memberships = async () =>
      (
        await superuser.query<{ role: string }>(
          `SELECT g.rolname AS role FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
           WHERE u.rolname = ANY ($1)`,
          [[role, 'plenary_api', 'plenary_worker']],
        )
      ).rows;
    const asWorker: RuntimeLogin = { ...login, role: 'plenary_worker', setting: 'DATABASE_WORKER_URL' };
    await expect(ensureRuntimeRole(owner, database.ownerUrl, asWorker)).rejects.toThrow(
      `DATABASE_WORKER_URL: the role ${role} is that of the other process (plenary_api); give each process a role of its own, or leave both addresses out.`,
    );
    const itself = { ...login, url: addressAs(database.ownerUrl, 'plenary_worker', PASSWORD) };
    await expect(ensureRuntimeRole(owner, database.ownerUrl, itself)).rejects.toThrow(
      'DATABASE_API_URL: the role plenary_worker is that of the other process (plenary_worker)',
    );
    expect(await memberships()).toEqual([{ role: 'plenary_api' }]);
    expect(await asWhom(login.url)).toEqual({ login: role, role: 'plenary_api' });
  });

  it('of another installation keeps its password, and whoever takes its name is told whose it is', async () => {
    await ensure();
    const other = await testDatabase({ empty: true });
    const client = new pg.Client({ connectionString: other.ownerUrl });
    await client.connect();
    try {
      const taken = { ...login, url: addressAs(other.ownerUrl, role, 'of-the-second') };
      await expect(ensureRuntimeRole(client, other.ownerUrl, taken)).rejects.toThrow(
        `DATABASE_API_URL: the role ${role} belongs to the Plenary in database ${database.name} of this server, ` +
          'whose password a change would break; name another role, or leave the setting out.',
      );
      expect(await asWhom(login.url)).toEqual({ login: role, role: 'plenary_api' });
    } finally {
      await client.end();
      await other.drop();
    }
  });
});

describe('installations of one server', () => {
  let made: TestDatabase[];
  beforeEach(() => {
    made = [];
  });
  afterEach(async () => {
    for (const each of made) {
      const { apiUrl, workerUrl } = settingsOf(each.ownerUrl, 'one').database;
      await each.drop();
      for (const url of [apiUrl, workerUrl]) await forget(credentialsOf(url).user);
    }
  });

  async function another(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
    const one = await testDatabase(options);
    made.push(one);
    return one;
  }

  const settingsOf = (ownerUrl: string, which: string): Settings =>
    loadSettings({
      PLENARY_MODE: 'demonstration',
      PLENARY_SECRET: `${which}-installation-of-this-test-only`,
      DATABASE_URL: ownerUrl,
    });
  const both = async ({ database: { apiUrl, workerUrl } }: Settings): Promise<unknown[]> => [
    await asWhom(apiUrl),
    await asWhom(workerUrl),
  ];
  const openFor = ({ name }: TestDatabase): unknown[] => [
    { login: `plenary_api_${name}`, role: 'plenary_api' },
    { login: `plenary_worker_${name}`, role: 'plenary_worker' },
  ];

  it('leave each other’s processes in', async () => {
    const [first, second] = [await another(), await another()];
    const [one, two] = [settingsOf(first.ownerUrl, 'one'), settingsOf(second.ownerUrl, 'two')];
    await migrate(one);
    await migrate(two);
    expect(await both(one)).toEqual(openFor(first));
    expect(await both(two)).toEqual(openFor(second));
  });

  it('of before an upgrade go on under the old names while the new ones are made', async () => {
    // As an older version has left it: its processes sign in as the roles of the policies.
    const old = await another();
    const settings = settingsOf(old.ownerUrl, 'one');
    expect(await migrate(settings)).toEqual([]);
    expect(await both(settings)).toEqual(openFor(old));
    expect([await asWhom(old.apiUrl), await asWhom(old.workerUrl)]).toEqual([
      { login: 'plenary_api', role: 'plenary_api' },
      { login: 'plenary_worker', role: 'plenary_worker' },
    ]);
  });

  it('have an owner who may make no roles, once somebody else has run what --print-roles prints', async () => {
    const { superuserUrl } = await testServer();
    const keeper = `owner_${randomBytes(6).toString('hex')}`;
    const own = await another({ empty: true });
    await superuser.query(`CREATE ROLE ${keeper} LOGIN PASSWORD 'k'`);
    await superuser.query(`ALTER DATABASE ${own.name} OWNER TO ${keeper}`);
    const settings = settingsOf(addressAs(own.ownerUrl, keeper, 'k'), 'one');
    const admin = new pg.Client({ connectionString: superuserUrl });
    await admin.connect();
    try {
      await expect(migrate(settings)).rejects.toMatchObject({
        name: 'WrongRole',
        message: `DATABASE_URL: the role ${keeper} may not make or change plenary_api or plenary_api_${own.name} on this server; have whoever keeps it run what "npm run plenary -- migrate --print-roles" prints, and try again.`,
      });
      const sql = printRoles(settings);
      expect(sql).not.toContain(credentialsOf(settings.database.apiUrl).password);
      await admin.query(sql);
      await admin.query(sql);
      expect((await migrate(settings)).length).toBeGreaterThan(20);
      expect(await both(settings)).toEqual(openFor(own));
      expect(await migrate(settings)).toEqual([]);
    } finally {
      await admin.end();
      await own.drop();
      await forget(keeper);
    }
  });
});
