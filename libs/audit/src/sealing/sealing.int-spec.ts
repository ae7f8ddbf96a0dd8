import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { type Actor, type ChainHead, newId, SystemClock } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { drain, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { AuditSealer } from './audit-sealer.js';
import { AuditVerifier } from './audit-verifier.js';
import { SealingLoop } from './sealing-loop.js';
import { verifyAudit } from './verify-audit.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };

describe('the sealed trail', () => {
  let server: TestDatabase;
  let closing: (() => Promise<unknown>)[];
  let unitOfWork: UnitOfWork;
  let database: Database;
  let sealer: AuditSealer;
  let superuser: pg.Client;

  async function open(url: string, poolSize = 4): Promise<Database> {
    const source = await openDataSource({ url, poolSize, applicationName: 'audit-tests' }).initialize();
    closing.push(() => source.destroy());
    return new Database(source);
  }

  beforeEach(async () => {
    closing = [];
    server = await testDatabase();
    database = await open(server.workerUrl);
    unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    sealer = new AuditSealer(unitOfWork);
    superuser = new pg.Client({ connectionString: server.superuserUrl });
    await superuser.connect();
  });
  afterEach(async () => {
    await superuser.end();
    for (const close of closing) await close();
    await server.drop();
  });

  /** Writes events one transaction each, as use cases do. */
  async function write(
    count: number,
    actor: Actor = SYSTEM,
    in_ = unitOfWork,
    action = 'test.done',
  ): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await in_.run(actor, async (tx) => {
        tx.audit({
          conferenceId: null,
          action,
          subjectType: 'test',
          subjectId: newId(),
          details: { index, text: 'naïve “text” 🙂' },
        });
      });
    }
  }
  /** What somebody with every right in the database can do: triggers and policies do not stop them. */
  async function tamper(sql: string, values: unknown[] = []): Promise<void> {
    await superuser.query('SET session_replication_role = replica');
    const { rowCount } = await superuser.query(sql, values);
    expect(rowCount).toBeGreaterThan(0);
  }
  const verify = (kept?: ChainHead) => new AuditVerifier(database).run(kept);
  const eventOf = async (sequence: number) =>
    (
      await superuser.query<{ event_id: string }>('SELECT event_id FROM audit.seal WHERE sequence = $1', [
        sequence,
      ])
    ).rows[0]?.event_id ?? '';

  it('is intact after honest work, and its head moves on', async () => {
    expect(await verify()).toEqual({ isIntact: true, entries: 0, problems: [], head: null });
    await write(5);
    expect(await sealer.sealSince(new Date(Date.now() - 30_000))).toBe(5);
    const first = await verify();
    expect(first).toMatchObject({ isIntact: true, entries: 5, head: { sequence: 5 } });
    await write(2);
    expect(await sealer.sealAll()).toBe(2);
    expect(await sealer.sealAll()).toBe(0);
    expect(await verify(first.head ?? undefined)).toMatchObject({ isIntact: true, entries: 7 });
    expect(await verifyAudit(await testSettings(server))).toMatchObject({ isIntact: true, entries: 7 });
  });

  it('tells its head in the log once a minute, and after each release at once, as of that release', async () => {
    const told = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    try {
      await write(1);
      await sealer.sealAll();
      await write(1);
      await sealer.sealAll();
      expect(told).toHaveBeenCalledTimes(1);
      await write(1, SYSTEM, unitOfWork, 'batch.released');
      await sealer.sealAll();
      const { head } = await verify();
      expect(head?.sequence).toBe(3);
      expect(told.mock.calls.slice(1)).toEqual([[`The head of the audit trail is 3:${head?.hash}`]]);
    } finally {
      told.mockRestore();
    }
  });

  it('cannot be changed or removed by the roles that Plenary runs as', async () => {
    await write(1);
    await sealer.sealAll();
    for (const url of [server.apiUrl, server.workerUrl, server.ownerUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      for (const statement of [
        'UPDATE audit.event SET action = $$x$$',
        'DELETE FROM audit.event',
        'TRUNCATE audit.event CASCADE',
        'UPDATE audit.seal SET sequence = 9',
        'DELETE FROM audit.seal',
      ]) {
        await expect(client.query(statement)).rejects.toThrow(/append-only|permission denied/);
      }
      await client.end();
    }
    expect(await verify()).toMatchObject({ isIntact: true, entries: 1 });
  });

  it.each([
    ['what was done', `UPDATE audit.event SET action = 'test.undone' WHERE id = $1`],
    ['who did it', `UPDATE audit.event SET actor_id = $1 WHERE id = $1`],
    ['when', `UPDATE audit.event SET occurred_at = occurred_at - interval '1 microsecond' WHERE id = $1`],
    ['the details', `UPDATE audit.event SET details = jsonb_set(details, '{index}', '99') WHERE id = $1`],
    ['who may read it', `UPDATE audit.event SET body_id = $1 WHERE id = $1`],
  ])('tells the first entry in which a database administrator changed %s', async (_what, sql) => {
    await write(9);
    await sealer.sealAll();
    const third = await eventOf(3);
    await tamper(sql, [third]);
    await tamper(`UPDATE audit.event SET action = 'test.undone' WHERE id = $1`, [await eventOf(7)]);
    expect(await verify()).toMatchObject({
      isIntact: false,
      entries: 2,
      problems: [`Entry 3 (${third}) was changed after it was sealed.`],
    });
  });

  it('tells an entry that was deleted, a gap, and links that do not continue', async () => {
    await write(6);
    await sealer.sealAll();
    const second = await eventOf(2);
    await tamper('DELETE FROM audit.event WHERE id = $1', [second]);
    expect((await verify()).problems).toEqual([`Entry 2 (${second}) was deleted.`]);
    await tamper('DELETE FROM audit.seal WHERE sequence = 2');
    expect((await verify()).problems).toEqual(['Entry 2 is missing from the chain.']);
    await tamper('UPDATE audit.seal SET sequence = sequence - 1 WHERE sequence > 2');
    expect((await verify()).problems).toEqual([`Entry 2 (${await eventOf(2)}) does not continue the chain.`]);
  });

  it('lets what people wrote be erased, and tells where it was changed', async () => {
    const remark = 'Is Zyxwvut really from there?';
    for (let index = 0; index < 3; index += 1)
      await unitOfWork.run(SYSTEM, async (tx) => {
        tx.audit({
          conferenceId: null,
          action: 'test.said',
          subjectType: 'test',
          subjectId: newId(),
          details: { index },
          remark: index === 1 ? '' : remark,
        });
      });
    await sealer.sealAll();
    const { rows } = await superuser.query('SELECT e::text FROM audit.event e');
    expect(JSON.stringify(rows)).not.toContain('Zyxwvut');
    const kept = await superuser.query('SELECT text FROM audit.remark');
    expect(kept.rows).toEqual([{ text: remark }, { text: remark }]);
    const [first, third] = [await eventOf(1), await eventOf(3)];
    await database.pool.query('UPDATE audit.remark SET text = NULL, salt = NULL WHERE event_id = $1', [
      first,
    ]);
    expect(await verify()).toMatchObject({ isIntact: true, entries: 3 });
    await tamper(`UPDATE audit.remark SET text = 'Something else' WHERE event_id = $1`, [third]);
    expect((await verify()).problems).toEqual([`What was written beside Entry 3 (${third}) was changed.`]);
  });

  it('shows a missing end, and a chain written anew, against a head that was kept elsewhere', async () => {
    await write(6);
    await sealer.sealAll();
    const { head } = await verify();
    if (head === null) throw new Error('no head');
    const lost = (
      await superuser.query<{ event_id: string }>('SELECT event_id FROM audit.seal WHERE sequence > 4')
    ).rows.map((row) => row.event_id);
    await tamper('DELETE FROM audit.seal WHERE sequence > 4');
    await tamper('DELETE FROM audit.event WHERE id = ANY ($1)', [lost]);
    expect(await verify()).toMatchObject({ isIntact: true, entries: 4 });
    expect((await verify(head)).problems).toEqual([
      'The end is missing: the kept head is entry 6, the chain ends at 4.',
    ]);
    await write(2);
    await sealer.sealAll();
    expect(await verify()).toMatchObject({ isIntact: true, entries: 6 });
    expect((await verify(head)).problems).toEqual([
      'Entry 6 is not the one of the kept head: the chain was written anew.',
    ]);
  });

  it('tells entries that nobody has sealed for more than a minute', async () => {
    await write(3);
    expect(await verify()).toMatchObject({ isIntact: true });
    await tamper(`UPDATE audit.event SET occurred_at = occurred_at - interval '61 seconds'`);
    const { problems } = await verify();
    expect(problems).toEqual([
      expect.stringMatching(
        /^3 entries have waited for more than a minute to be sealed, the first is [0-9a-f-]{36}: /,
      ),
    ]);
  });

  it('counts them through a trail that is looked at in several steps, and names the first of all', async () => {
    await tamper(
      `INSERT INTO audit.event (id, actor_kind, action, subject_type, subject_id, occurred_at)
       SELECT lpad(to_hex(n), 32, '0')::uuid, 'system', 'test.done', 'test', gen_random_uuid(),
         CASE WHEN n % 20000 = 7 THEN now() - interval '1 hour' ELSE now() + interval '1 day' END
       FROM generate_series(1, 40010) AS n`,
    );
    const { problems } = await verify();
    expect(problems).toEqual([
      expect.stringMatching(
        /^3 entries have waited for more than a minute to be sealed, the first is 00000000-0000-0000-0000-000000000007: /,
      ),
    ]);
    // The next steps have none.
    await tamper(`DELETE FROM audit.event WHERE id > lpad(to_hex(7), 32, '0')::uuid AND occurred_at < now()`);
    expect((await verify()).problems).toEqual([
      expect.stringMatching(/^1 entries .* the first is 00000000-0000-0000-0000-000000000007: /),
    ]);
  });

  it('has no gap, fork or double entry when two sealers race while others write', async () => {
    const twin = new AuditSealer(new UnitOfWork(database, new OutboxBell(database)));
    const writers = Promise.all([write(60), write(60), write(60)]);
    let isDone = false;
    const seal = async (one: AuditSealer) => {
      while (!isDone) await one.sealSince(new Date(Date.now() - 30_000));
    };
    const sealers = Promise.all([seal(sealer), seal(twin)]);
    await writers;
    isDone = true;
    await sealers;
    await sealer.sealAll();
    expect(await verify()).toMatchObject({ isIntact: true, entries: 180, head: { sequence: 180 } });
  });

  it('finds events of writers whose clocks are hours behind, and of a time without any worker', async () => {
    await superuser.query(
      `INSERT INTO audit.event (id, actor_kind, action, subject_type, subject_id)
       VALUES ('0190f0a0-0000-7000-8000-000000000001', 'system', 'test.late', 'test', '0190f0a0-0000-7000-8000-000000000009')`,
    );
    expect(await sealer.sealSince(new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await sealer.sealAll()).toBe(1);
  });

  it('is sealed by the worker within seconds', async () => {
    await write(2);
    const loop = new SealingLoop(sealer, new SystemClock());
    loop.onApplicationBootstrap();
    const sealed = (count: number) =>
      drain(async () => (await verify()).entries === count, {
        what: `${count} sealed entries`,
        timeoutMs: 5_000,
      });
    await sealed(2);
    await write(1);
    await sealed(3);
    await loop.onModuleDestroy();
  });
});
