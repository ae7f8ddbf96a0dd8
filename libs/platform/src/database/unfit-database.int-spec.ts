import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { connectionsNeeded, tellFewConnections } from './connections-needed.js';
import { migrate } from './migrate.js';

let database: TestDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const tables = async (): Promise<number | undefined> =>
  (
    await superuser.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_namespace WHERE nspname = 'platform'",
    )
  ).rows[0]?.n;

describe('a database that cannot take the migrations is refused before the first of them', () => {
  it('in another encoding than UTF-8', async () => {
    const name = `latin_${randomBytes(5).toString('hex')}`;
    const url = new URL(database.ownerUrl);
    await superuser.query(
      `CREATE DATABASE ${name} OWNER ${pg.escapeIdentifier(url.username)} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`,
    );
    url.pathname = `/${name}`;
    try {
      await expect(migrate(await testSettings({ ownerUrl: url.href }))).rejects.toThrow(
        `DATABASE_URL: the database ${name} is in LATIN1, which has no place for most names of people; make one in UTF-8 (CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0).`,
      );
    } finally {
      await superuser.query(`DROP DATABASE ${name}`);
    }
  });

  it('by an owner who may make nothing in the schema public', async () => {
    const owner = pg.escapeIdentifier(new URL(database.ownerUrl).username);
    const [before] = (
      await superuser.query<{ owner: string }>(
        "SELECT quote_ident(nspowner::regrole::text) AS owner FROM pg_namespace WHERE nspname = 'public'",
      )
    ).rows;
    await superuser.query(
      'ALTER SCHEMA public OWNER TO CURRENT_USER; REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    );
    try {
      await expect(migrate(await testSettings(database))).rejects.toThrow(
        new RegExp(
          `^DATABASE_URL: the role ${owner.replaceAll('"', '"?')} may make nothing in the schema public of `,
        ),
      );
      expect(await tables()).toBe(0);
    } finally {
      await superuser.query(
        `ALTER SCHEMA public OWNER TO ${before?.owner.replaceAll('"', '') ?? 'pg_database_owner'}`,
      );
    }
  });
});

describe('connections', () => {
  it('that a server has too few of are told with figures, and enough with no word', async () => {
    const said: unknown[] = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((text: unknown) => void said.push(text));
    const [api, worker] = [connectionsNeeded('plenary_api', 20), connectionsNeeded('plenary_worker', 20)];
    expect([api, worker]).toEqual([21, 35]);
    const { name } = database;
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
    await tellFewConnections(pool, { api: 1, worker: 1 });
    expect(said).toEqual([]);
    await superuser.query(`ALTER DATABASE ${name} CONNECTION LIMIT 25`);
    await tellFewConnections(pool, { api, worker });
    await pool.end();
    jest.restoreAllMocks();
    expect(said).toEqual([
      'The server allows 25 connections; one API may open 21 and one worker 35, and whoever comes last is refused (503). Raise max_connections to 56 and more for each further process, or lower DATABASE_POOL_SIZE.',
    ]);
  });
});
