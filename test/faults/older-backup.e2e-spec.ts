import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { END_RESTORED_SIGN_INS } from '#libs/access';
import { verifyAudit } from '#libs/audit';
import { holdRestoredMessages } from '#libs/notifications';
import {
  checkBackup,
  loadSettings,
  migrationNames,
  migrationSource,
  restoreBackup,
  type Settings,
  writeBackup,
} from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { TEST_SECRET, type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { startApi } from '../../apps/api/src/start-api.js';
import { nomineesOf } from '../journeys/nominees.js';
import { type Product, startProduct } from '../support/product.js';

/** The last migration before names of countries; the worker did not read the list of migrations yet. */
const OLDER = 'SearchSmallLists1764028829000';
const KEPT = [
  'conference.conference',
  'conference.body',
  'access.app_user',
  'access.role_grant',
  'access.api_token',
  'nominations.nomination',
  'approvals.decision',
  'audit.event',
  'audit.seal',
];

describe("a database with an older version's tables (44, 45)", () => {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-older-'));
  const file = join(directory, 'older.backup');
  const copies: TestDatabase[] = [];
  let product: Product;
  let counts: Record<string, number>;
  let login: string;

  /** As an installation of the older version has them: the owner's address, and nothing about other roles. */
  const settingsWith = (secret: string): Settings =>
    loadSettings({
      PLENARY_MODE: 'demonstration',
      PLENARY_SECRET: secret,
      DATABASE_URL: product.database.ownerUrl,
    });
  const rolesOfServer = async (): Promise<Record<string, string | null>> => {
    const { rows } = await product.admin.query<{ name: string; password: string | null }>(
      `SELECT rolname AS name, rolpassword AS password FROM pg_authid
       WHERE rolname IN ('plenary_api', 'plenary_worker') OR rolname LIKE 'plenary%' || current_database()`,
    );
    return Object.fromEntries(rows.map(({ name, password }) => [name, password]));
  };

  const countsOf = async (client: { query: pg.Pool['query'] }): Promise<Record<string, number>> =>
    (
      await client.query<Record<string, number>>(
        `SELECT ${KEPT.map((table) => `(SELECT count(*)::int FROM ${table}) AS "${table}"`).join(', ')}`,
      )
    ).rows[0] ?? {};

  beforeAll(async () => {
    product = await startProduct({ places: 20, withoutWorker: true });
    await nomineesOf(product).decided('First Sample', { outcome: 'APPROVE' });
    await product.admin.query(
      `INSERT INTO access.session (id, user_id, token_hash, expires_at) SELECT gen_random_uuid(), id, id::text, now() + interval '1 day' FROM access.app_user`,
    );
    const source = await migrationSource(product.database.ownerUrl);
    await source.initialize();
    try {
      for (;;) {
        const { rows } = await product.admin.query<{ name: string }>(
          'SELECT name FROM plenary_migration ORDER BY timestamp DESC LIMIT 1',
        );
        if (rows[0]?.name === OLDER) break;
        await source.undoLastMigration();
      }
    } finally {
      await source.destroy();
    }
    counts = await countsOf(product.admin);
    login = `plenary_worker_${new URL(product.database.ownerUrl).pathname.slice(1)}`;
  });

  afterAll(async () => {
    if (login in (await rolesOfServer())) {
      await product.admin.query(`DROP OWNED BY ${login}`);
      await product.admin.query(`DROP ROLE ${login}`);
    }
    await product.close();
    for (const copy of copies) await copy.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is backed up by the program of today as it is, before anything is migrated, also where the server has the older roles alone', async () => {
    const before = await rolesOfServer();
    expect(Object.keys(before).sort()).toEqual(['plenary_api', 'plenary_worker']);
    await writeBackup(settingsWith(TEST_SECRET), createWriteStream(file));
    // The backup reads as a login of its own; what the older version's processes sign in with is as it was.
    const after = await rolesOfServer();
    expect(after).toEqual({ ...before, [login]: expect.stringMatching(/^SCRAM-SHA-256\$/) });
    const report = await checkBackup(createReadStream(file));
    expect(counts).toMatchObject({ 'nominations.nomination': 1, 'approvals.decision': 1 });
    expect(report.counts).toMatchObject(counts);
    const { rows } = await product.admin.query<{ name: string }>(
      'SELECT name FROM plenary_migration ORDER BY timestamp DESC LIMIT 1',
    );
    expect(rows).toEqual([{ name: OLDER }]);
  });

  it('is not backed up with another secret, which changes nobody’s password', async () => {
    const before = await rolesOfServer();
    const other = join(directory, 'other.backup');
    await expect(
      writeBackup(settingsWith('another-secret-than-that-of-the-installation'), createWriteStream(other)),
    ).rejects.toMatchObject({ code: '28P01' });
    expect(await rolesOfServer()).toEqual(before);
  });

  it('is restored by the program of today: the same rows, today’s tables, and people work on', async () => {
    const database = await testDatabase({ empty: true });
    copies.push(database);
    const settings = await testSettings(database);
    await restoreBackup(settings, createReadStream(file), [...END_RESTORED_SIGN_INS, holdRestoredMessages()]);
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    try {
      expect(await countsOf(client)).toEqual(counts);
      const { rows } = await client.query<{ name: string }>('SELECT name FROM plenary_migration');
      expect(rows.map(({ name }) => name).sort()).toEqual((await migrationNames()).sort());
      const sessions = await client.query(
        'SELECT count(*)::int AS all, count(revoked_at)::int AS ended FROM access.session',
      );
      const users = counts['access.app_user'];
      expect(sessions.rows).toEqual([{ all: users, ended: users }]);
    } finally {
      await client.end();
    }
    expect(await verifyAudit(settings)).toMatchObject({ isIntact: true, problems: [] });
    const api = await startApi(settings, { version: 'test' });
    try {
      const { data } = await ask(api.url, '{ viewer { user { id } } }', {
        headers: { authorization: `Bearer ${product.tokenOf('officer')}` },
      });
      expect(data).toEqual({ viewer: { user: { id: product.world.people.officer.userId } } });
    } finally {
      await api.close();
    }
  });
});
