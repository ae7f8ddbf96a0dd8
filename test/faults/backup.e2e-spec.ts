import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyAudit } from '#libs/audit';
import { formatHead, parseHead } from '#libs/kernel';
import { holdRestoredMessages } from '#libs/notifications';
import { checkBackup, restoreBackup, type Settings, writeBackup } from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { drain, smtpSink, type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { startApi } from '../../apps/api/src/start-api.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { walledConferences, type WalledConferences } from '../journeys/walled-conferences.js';
import { tablesOf } from '../support/catalogue.js';
import { fillEveryTable } from '../tables/support/tables.js';

const MESSAGES = 'notifications.message';

describe('a backup of an installation that is full (44)', () => {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-backup-'));
  const file = join(directory, 'plenary.backup');
  const copies: TestDatabase[] = [];
  let walled: WalledConferences;
  let tables: readonly string[];

  beforeAll(async () => {
    walled = await walledConferences();
    await fillEveryTable(walled);
    const { admin } = walled.product;
    // What was put in behind the trail's back goes, and the worker seals what was done since.
    await admin.query(`DELETE FROM audit.remark WHERE salt = 'salt'`);
    await walled.product.startWorker();
    const unsealed = 'SELECT FROM audit.event WHERE id NOT IN (SELECT event_id FROM audit.seal)';
    await drain(async () => (await admin.query(unsealed)).rowCount === 0, {
      what: 'the trail to be sealed',
      timeoutMs: 60_000,
    });
    await walled.product.stopWorker();
    // Mail of every kind of waiting, as a backup at any moment finds it.
    await admin.query(
      `UPDATE notifications.message SET state = 'QUEUED', sent_at = NULL WHERE id IN (SELECT id FROM notifications.message
        WHERE kind <> 'SIGN_IN_LINK' ORDER BY id LIMIT 3)`,
    );
    await admin.query(
      `UPDATE notifications.message SET state = 'SENDING', lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour'
       WHERE id = (SELECT id FROM notifications.message WHERE state = 'QUEUED' ORDER BY id LIMIT 1)`,
    );
    tables = await tablesOf(admin);
    await writeBackup(walled.product.settings, createWriteStream(file));
  });

  afterAll(async () => {
    await walled.close();
    for (const copy of copies) await copy.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const empty = async (): Promise<{ database: TestDatabase; settings: Settings; sql: Sql }> => {
    const database = await testDatabase({ empty: true });
    copies.push(database);
    const sql: Sql = async (text) => {
      const client = new pg.Client({ connectionString: database.superuserUrl });
      await client.connect();
      try {
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.end();
      }
    };
    return { database, settings: await testSettings(database), sql };
  };
  const original: Sql = async (text) => (await walled.product.admin.query<Row>(text)).rows;
  /** Of all tables in one question: of ninety, one by one, a busy machine answers for a minute. */
  const contentsOf = (sql: Sql, of = tables) =>
    sql(
      of
        .map(
          (table) =>
            `SELECT '${table}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS content FROM ${table} t`,
        )
        .join(' UNION ALL ')
        // Several workers of the server answer in whatever order.
        .concat(' ORDER BY 1'),
    );

  it('has every row of every table, those behind row-level security and the audit trail among them', async () => {
    const report = await checkBackup(createReadStream(file));
    expect(tables.length).toBeGreaterThan(30);
    expect(Object.keys(report.counts).sort()).toEqual([...tables].sort());
    expect(report.counts).toEqual(
      Object.fromEntries((await contentsOf(original)).map(({ name, rows }) => [name, rows])),
    );
    for (const table of ['conference.conference', 'nominations.nomination', 'audit.event', MESSAGES])
      expect([table, (report.counts[table] ?? 0) > 0]).toEqual([table, true]);
  });

  it('is restored by an owner that is no superuser: the same rows, an intact trail, the walls up', async () => {
    const { settings, sql } = await empty();
    const owner = new URL(settings.database.ownerUrl).username;
    expect(await sql(`SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = '${owner}'`)).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ]);
    await restoreBackup(settings, createReadStream(file));
    const compared = tables.filter((name) => name !== 'audit.era');
    expect(await contentsOf(sql, compared)).toEqual(await contentsOf(original, compared));
    // This server numbers its transactions otherwise: what it writes comes after all that was restored.
    expect(await sql('SELECT era FROM audit.era ORDER BY era')).toEqual([{ era: 1 }, { era: 2 }]);
    expect(await verifyAudit(walled.product.settings)).toMatchObject({ isIntact: true });
    const verdict = await verifyAudit(settings);
    expect(verdict).toMatchObject({ isIntact: true, problems: [] });
    // The head that the backup names is that of its moment, for the original as for the restored one.
    const { auditHead } = await checkBackup(createReadStream(file));
    expect(auditHead).toBe(formatHead(verdict.head ?? { sequence: 0, hash: '' }));
    for (const one of [settings, walled.product.settings])
      expect(await verifyAudit(one, parseHead(auditHead ?? ''))).toMatchObject({
        isIntact: true,
        problems: [],
      });
    expect(verdict.entries).toBe((await original('SELECT count(*)::int AS rows FROM audit.event'))[0]?.rows);
    const walls = `SELECT c.oid::regclass::text AS name, relrowsecurity, relforcerowsecurity,
        (SELECT count(*)::int FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled <> 'O') AS disabled,
        (SELECT array_agg(conname::text || pg_get_constraintdef(k.oid) ORDER BY conname) FROM pg_constraint k WHERE k.conrelid = c.oid) AS rules
      FROM pg_class c WHERE relkind = 'r' AND c.oid::regclass::text = ANY (ARRAY[${tables.map((table) => `'${table}'`).join(', ')}])
      ORDER BY 1`;
    expect(await sql(walls)).toEqual(await original(walls));
    // What the database numbers itself goes on behind what was restored.
    expect(
      await sql(`INSERT INTO forum.vote_log (topic_id, conference_id, participant, statement, vote, cast_at)
        SELECT topic_id, conference_id, participant, statement, -1, now() FROM forum.vote_log LIMIT 1
        RETURNING id > (SELECT max(id) FROM forum.vote_log) AS later`),
    ).toEqual([{ later: true }]);
  });

  it('leaves mail that waited to a person, and people sign in and work on', async () => {
    const { database, sql } = await empty();
    const sink = await smtpSink();
    const settings = await testSettings(database, {
      SMTP_URL: sink.url,
      MAIL_FROM: 'office@conference.example',
    });
    await restoreBackup(settings, createReadStream(file), [holdRestoredMessages()]);
    expect(
      await sql(
        `SELECT state, is_in_doubt, count(*)::int AS rows FROM ${MESSAGES} WHERE last_error LIKE 'Restored from a backup%' AND kind <> 'SIGN_IN_LINK' GROUP BY 1, 2`,
      ),
    ).toMatchObject([{ state: 'HELD', is_in_doubt: true }]);
    expect(await sql(`SELECT id FROM ${MESSAGES} WHERE state IN ('QUEUED', 'DEFERRED', 'SENDING')`)).toEqual(
      [],
    );
    const [api, worker] = [await startApi(settings, { version: 'test' }), await startWorker(settings)];
    try {
      const { data } = await ask(api.url, '{ viewer { user { id } } }', {
        headers: { authorization: `Bearer ${walled.product.tokenOf('officer')}` },
      });
      expect(data).toEqual({ viewer: { user: { id: walled.product.world.people.officer.userId } } });
    } finally {
      await worker.close();
      await api.close();
    }
    expect(sink.count).toBe(0);
    await sink.close();
  });

  it('is refused in words where it is damaged, cut off or something else; then a whole one still fits', async () => {
    const { settings, sql } = await empty();
    const whole = readFileSync(file);
    const text = gunzipSync(whole).toString();
    const broken = join(directory, 'broken.backup');
    const lines = text.split('\n');
    const cases: [Buffer, RegExp][] = [
      [whole.subarray(0, whole.length / 2), /^The backup is damaged \(.*ends early\)/],
      [
        Buffer.concat([whole.subarray(0, 500), Buffer.from([255, 0, 255]), whole.subarray(503)]),
        /^The backup is damaged/,
      ],
      [gzipSync(lines.slice(0, -2).join('\n')), /^The backup is damaged \(it ends early\)/],
      [gzipSync(text.replace('ICC', 'IOC')), /^The backup is damaged \(its checksum is another\)/],
      [gzipSync(lines.filter((_, index) => index !== 2).join('\n')), /^The backup is damaged/],
      [gzipSync('{"format":"plenary-backup-2"}\n'), /^This backup is of another kind/],
      [Buffer.from('PGDMP'), /^The backup is damaged \(it cannot be unpacked/],
      [Buffer.alloc(0), /^(This is no backup of Plenary|The backup is damaged)/],
      [
        gzipSync(text.replace(/"migrations":\[/, '"migrations":["FlyingRooms1999999999001",')),
        /^The backup is of a newer Plenary/,
      ],
      // The tries before have made this version's tables already, as a new program does at its first start.
      [
        gzipSync(text.replace(/,"\w+"\]/, ']')),
        /^DATABASE_URL: the database has newer tables than the backup/,
      ],
    ];
    for (const [content, words] of cases) {
      writeFileSync(broken, content);
      await expect(restoreBackup(settings, createReadStream(broken))).rejects.toThrow(words);
      const made = await sql(`SELECT to_regclass('conference.conference') IS NOT NULL AS is`);
      if (made[0]?.is === true) expect((await contentsOf(sql)).filter(({ rows }) => rows !== 0)).toEqual([]);
    }
    truncateSync(broken, 0);
    await restoreBackup(settings, createReadStream(file));
    expect(await contentsOf(sql, ['audit.event'])).toEqual(await contentsOf(original, ['audit.event']));
  });

  it('is not restored over an installation, which stays as it was', async () => {
    const before = await contentsOf(original);
    await expect(restoreBackup(walled.product.settings, createReadStream(file))).rejects.toThrow(
      'DATABASE_URL: the database has data of Plenary already; restore into an empty one. Nothing was changed.',
    );
    expect(await contentsOf(original)).toEqual(before);
  });

  it('is not made where a wall hides rows from it', async () => {
    const { settings, sql } = await empty();
    await restoreBackup(settings, createReadStream(file));
    await sql('ALTER POLICY worker_all ON audit.event USING (body_id IS NULL)');
    const part = join(directory, 'part.backup');
    await expect(writeBackup(settings, createWriteStream(part))).rejects.toThrow(
      /^The worker's role does not see all rows of audit\.event: a backup would not be whole/,
    );
  });
});

type Row = Record<string, unknown>;
type Sql = (text: string) => Promise<Row[]>;
