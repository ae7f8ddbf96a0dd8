import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { addressAs } from '../settings/settings.js';
import { refuseOtherRole } from './role-of-process.js';

let database: TestDatabase;
let superuser: pg.Client;
const role = `process_${randomBytes(6).toString('hex')}`;
const url = (): string => addressAs(database.ownerUrl, role, 'p');

beforeAll(async () => {
  database = await testDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await database.drop();
});

async function check(address: string, as: 'plenary_api' | 'plenary_worker'): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await refuseOtherRole(client, as);
  } finally {
    await client.end();
  }
}

const REMEDY =
  'so that the walls between workspaces would not stand; leave the setting out where DATABASE_URL is given, or name the role that "npm run plenary -- migrate" makes ("migrate --print-roles" shows it).';

describe('a process', () => {
  it('works under its own role, whether it signs in as that or as a login that takes it on', async () => {
    await expect(check(database.apiUrl, 'plenary_api')).resolves.toBeUndefined();
    await expect(check(database.workerUrl, 'plenary_worker')).resolves.toBeUndefined();
    await superuser.query(`CREATE ROLE ${role} LOGIN NOINHERIT PASSWORD 'p'`);
    try {
      await superuser.query(`GRANT plenary_api TO ${role}`);
      await superuser.query(`ALTER ROLE ${role} IN DATABASE ${database.name} SET role = 'plenary_api'`);
      await expect(check(url(), 'plenary_api')).resolves.toBeUndefined();
    } finally {
      await superuser.query(`DROP ROLE ${role}`);
    }
  });

  it('does not start as a superuser, nor by the address of a socket that names one', async () => {
    const name = new URL(database.superuserUrl).username;
    await expect(check(database.superuserUrl, 'plenary_api')).rejects.toMatchObject({
      name: 'WrongRole',
      message: `DATABASE_API_URL: the role ${name} is a superuser, ${REMEDY}`,
    });
    await expect(check(database.superuserUrl, 'plenary_worker')).rejects.toThrow(
      `DATABASE_WORKER_URL: the role ${name} is a superuser, `,
    );
    const { password, port } = new URL(database.superuserUrl);
    const byParameters = `postgres:///${database.name}?host=127.0.0.1&port=${port}&user=${name}&password=${password}`;
    await expect(check(byParameters, 'plenary_api')).rejects.toThrow(`the role ${name} is a superuser, `);
  });

  it('does not start as the owner of the tables, nor as the other process', async () => {
    const name = new URL(database.ownerUrl).username;
    await expect(check(database.ownerUrl, 'plenary_api')).rejects.toThrow(
      `DATABASE_API_URL: the role ${name} owns the tables, ${REMEDY}`,
    );
    await expect(check(database.workerUrl, 'plenary_api')).rejects.toThrow(
      `DATABASE_API_URL: the role plenary_worker works as plenary_worker and not as plenary_api, ${REMEDY}`,
    );
  });

  it.each([
    ['BYPASSRLS', '', 'has BYPASSRLS'],
    ['CREATEROLE', '', 'has CREATEROLE'],
    ['', 'GRANT plenary_api', `works as ${role} and not as plenary_api`],
    ['', 'GRANT plenary_api, plenary_worker', 'may work as plenary_worker too'],
    ['', 'GRANT OWNER', 'owns the tables'],
  ])('does not start under a login with "%s%s"', async (rights, grant, told) => {
    await superuser.query(`CREATE ROLE ${role} LOGIN ${rights} PASSWORD 'p'`);
    const name = new URL(database.ownerUrl).username;
    try {
      if (grant !== '') await superuser.query(`${grant.replace('OWNER', `"${name}"`)} TO ${role}`);
      if (told.includes('too'))
        await superuser.query(`ALTER ROLE ${role} IN DATABASE ${database.name} SET role = 'plenary_api'`);
      await expect(check(url(), 'plenary_api')).rejects.toThrow(
        `DATABASE_API_URL: the role ${role} ${told}, ${REMEDY}`,
      );
    } finally {
      await superuser.query(`DROP ROLE ${role}`);
    }
  });
});
