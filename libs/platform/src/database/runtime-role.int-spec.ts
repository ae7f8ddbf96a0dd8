import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { ensureRuntimeRole } from './runtime-role.js';

const URL = 'postgresql://somebody:a%27%22b@localhost/x';
let database: TestDatabase;
let superuser: pg.Client;
let owner: pg.Client;
// Roles belong to the whole server, so this one has a name of its own.
const role = `runtime_${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await Promise.all([superuser.connect(), owner.connect()]);
});

afterEach(() => superuser.query(`DROP ROLE IF EXISTS ${role}`));

afterAll(async () => {
  await Promise.all([superuser.end(), owner.end()]);
  await database.drop();
});

describe('a role of the running processes', () => {
  it('is made without any right to walk through the walls, and may be asked for again', async () => {
    await ensureRuntimeRole(owner, role, URL);
    await ensureRuntimeRole(owner, role, URL);
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
  });

  it.each([
    ['SUPERUSER', 'SUPERUSER', 'NOSUPERUSER'],
    ['BYPASSRLS', 'BYPASSRLS', 'NOBYPASSRLS'],
    ['CREATEROLE', 'CREATEROLE', 'NOCREATEROLE'],
    ['SUPERUSER BYPASSRLS', 'SUPERUSER and BYPASSRLS', 'NOSUPERUSER NOBYPASSRLS'],
  ])('that is there with %s is refused in one sentence, and left as it is', async (rights, told, mend) => {
    await superuser.query(`CREATE ROLE ${role} ${rights}`);
    await expect(ensureRuntimeRole(owner, role, URL)).rejects.toThrow(
      `DATABASE_URL: the role ${role} on this server has ${told}, which would open the walls between workspaces; ` +
        `take it away (ALTER ROLE "${role}" ${mend}) and migrate again.`,
    );
    const { rows } = await superuser.query('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [role]);
    expect(rows).toEqual([{ rolcanlogin: false }]);
  });
});
