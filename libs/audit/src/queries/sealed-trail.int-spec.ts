import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, newId, type Role } from '#libs/kernel';
import { cellReader, writeCsv, written } from '#libs/export/testing';
import { Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { SEALED_COLUMNS } from '../export/sealed-columns.js';
import { AuditSealer } from '../sealing/audit-sealer.js';
import { verifyAuditFile } from '../sealing/verify-file.js';
import { SealedTrail } from './sealed-trail.js';

const [OURS, THEIRS, BODY] = [newId(), newId(), newId()];
const userOf = (role: Role, conferenceId = OURS): Actor => ({
  kind: 'user',
  userId: newId(),
  via: 'session',
  canWrite: true,
  credentialId: newId(),
  grants: [{ role, conferenceId, bodyId: role.startsWith('PARTNER') ? BODY : null }],
});

describe('the trail with its hashes', () => {
  let server: TestDatabase;
  let trail: SealedTrail;
  const closing: (() => Promise<unknown>)[] = [];

  async function open(url: string): Promise<Database> {
    const source = await openDataSource({ url, poolSize: 2, applicationName: 'audit-tests' }).initialize();
    closing.push(() => source.destroy());
    return new Database(source);
  }

  beforeAll(async () => {
    server = await testDatabase();
    const worker = await open(server.workerUrl);
    trail = new SealedTrail(await open(server.apiUrl));
    const unitOfWork = new UnitOfWork(worker, new OutboxBell(worker));
    for (const conferenceId of [OURS, THEIRS, null, OURS, OURS]) {
      await unitOfWork.run({ kind: 'system', task: 'test' }, async (tx) =>
        tx.audit({
          conferenceId,
          bodyId: conferenceId === null ? null : BODY,
          action: 'test.done',
          subjectType: 'test',
          subjectId: newId(),
          details: { text: 'naïve “text” 🙂' },
        }),
      );
    }
    await new AuditSealer(unitOfWork).sealAll();
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await server.drop();
  });

  const idsFor = async (actor: Actor, conferenceId = OURS): Promise<boolean[]> =>
    (await trail.read(actor, conferenceId, { after: null, size: 100 })).nodes.map(({ id }) => id !== null);

  it('has the entries of the conference, and of all others their links alone', async () => {
    for (const role of ['AUDITOR', 'HOST_ADMINISTRATOR'] as const)
      expect(await idsFor(userOf(role))).toEqual([true, false, false, true, true]);
    const { nodes } = await trail.read(userOf('AUDITOR'), OURS, { after: null, size: 100 });
    const { sequence, previous, eventHash, hash, ...rest } = nodes[1] as unknown as Record<string, unknown>;
    expect([sequence, previous, typeof eventHash, typeof hash]).toEqual([
      '2',
      nodes[0]?.hash,
      'string',
      'string',
    ]);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it('is nobody else’s: not a body’s, not that of another conference’s auditor', async () => {
    expect(await idsFor(userOf('PARTNER_COORDINATOR'))).toEqual([]);
    expect(await idsFor(userOf('AUDITOR', THEIRS))).toEqual([]);
    expect(await idsFor(userOf('AUDITOR'), THEIRS)).toEqual([]);
  });

  it('goes on behind a link, and its file holds where it is checked without the database', async () => {
    const actor = userOf('AUDITOR');
    const first = await trail.read(actor, OURS, { after: null, size: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await trail.read(actor, OURS, { after: first.pageInfo.endCursor, size: 3 });
    expect(second.pageInfo.hasNextPage).toBe(false);
    const cells = cellReader(SEALED_COLUMNS, { conference: { countries: [] }, language: 'fr' });
    const { bytes } = await written(writeCsv, {
      columns: SEALED_COLUMNS.map(({ words }) => ({ heading: words.fr, type: 'text' })),
      rows: [...first.nodes, ...second.nodes].map(cells),
    });
    expect(await verifyAuditFile(Readable.from([bytes]))).toMatchObject({
      isIntact: true,
      entries: 5,
      others: 2,
      problems: [],
    });
  });
});
