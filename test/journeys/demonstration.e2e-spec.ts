import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyAudit } from '#libs/audit';
import { seedDemonstration } from '#libs/demonstration';
import { type Settings } from '#libs/platform';
import { drain, type SmtpSink, smtpSink, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { type RunningWorker, startWorker } from '../../apps/worker/src/start-worker.js';

describe('the demonstration after its first start', () => {
  let database: TestDatabase;
  let sink: SmtpSink;
  let settings: Settings;
  let admin: pg.Client;
  let worker: RunningWorker;

  beforeAll(async () => {
    [database, sink] = await Promise.all([testDatabase(), smtpSink()]);
    settings = await testSettings(database, {
      SMTP_URL: sink.url,
      MAIL_FROM: 'Plenary <plenary@conference.example>',
    });
    await seedDemonstration(settings);
    admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    worker = await startWorker(settings);
  });
  afterAll(async () => {
    await worker.close();
    await admin.end();
    await sink.close();
    await database.drop();
  });

  const number = async (sql: string): Promise<number> =>
    (await admin.query<{ n: number }>(`SELECT (${sql})::int AS n`)).rows[0]?.n ?? -1;
  const settle = (what: string, isSettled: () => Promise<boolean>) =>
    drain(isSettled, { what, timeoutMs: 40_000, everyMs: 100 });

  it('is screened, has its mail sent, lapses whom it should and leaves no work undone', async () => {
    await settle(
      'screening',
      async () => (await number(`SELECT count(*) FROM nominations.screening WHERE state = 'PENDING'`)) === 0,
    );
    await settle(
      'the reviews to begin',
      async () =>
        (await number(`SELECT count(*) FROM nominations.nomination WHERE state = 'SUBMITTED'`)) === 0,
    );
    await settle(
      'one to lapse',
      async () => (await number(`SELECT count(*) FROM nominations.nomination WHERE state = 'LAPSED'`)) === 1,
    );
    await settle(
      'the mail',
      async () =>
        (await number(
          `SELECT count(*) FROM notifications.message WHERE state NOT IN ('SENT', 'CANCELLED')`,
        )) === 0,
    );
    expect(await number(`SELECT count(*) FROM platform.outbox WHERE failed_at IS NOT NULL`)).toBe(0);
    expect((await sink.messages()).length).toBe(
      await number(`SELECT count(*) FROM notifications.message WHERE state = 'SENT'`),
    );
  });

  it('shows a finding of the duplicates and of the watch list', async () => {
    const { rows } = await admin.query<{ kind: string; n: number }>(
      `SELECT kind, count(*)::int AS n FROM nominations.screening WHERE state = 'FLAGGED' GROUP BY kind`,
    );
    const flagged = new Map(rows.map(({ kind, n }) => [kind, n]));
    expect(flagged.get('WATCH_LIST')).toBe(1);
    expect(flagged.get('DUPLICATES') ?? 0).toBeGreaterThanOrEqual(2);
  });

  it('has an intact, sealed trail', async () => {
    await settle(
      'the seals',
      async () =>
        (await number(
          'SELECT count(*) FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id)',
        )) === 0,
    );
    expect(await verifyAudit(settings)).toMatchObject({ isIntact: true, problems: [] });
  });
});
