import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newId, Refusal, SystemClock, type UserActor } from '#libs/kernel';
import { type ConferenceReference } from '#libs/conference';
import { FakeTransaction, FakeWrites } from '#libs/testing';
import { ExportLists } from './export-lists.js';
import { MakeExport } from './make-export.js';
import { PdfLists } from './pdf/pdf-lists.js';

const conferenceId = newId();
const bodyId = newId();
const grant = { role: 'PARTNER_VIEWER' as const, conferenceId, bodyId };
const actor = {
  kind: 'user',
  userId: newId(),
  grants: [grant],
  canWrite: false,
  via: 'session',
} as unknown as UserActor;
const conference = {
  id: conferenceId,
  name: 'Test',
  timeZone: 'UTC',
  countries: [],
  bodies: [{ id: bodyId }],
};
const reference = { conference: async () => conference } as unknown as ConferenceReference;

/** Pages of a list: how many were asked for, and what the one of this number does instead. */
const asking = {
  pages: 0,
  failing: Number.POSITIVE_INFINITY,
  last: 3,
  failure: new Error('The database is gone'),
};

const lists = new ExportLists();
lists.register<{ name: string }, unknown>({
  name: 'people',
  words: { en: 'People', fr: 'Personnes' },
  columns: [{ key: 'name', type: 'text', words: { en: 'Name', fr: 'Nom' }, value: ({ name }) => name }],
  asked: z.unknown(),
  page: async (_actor, { after }) => {
    asking.pages += 1;
    const page = Number(after ?? 0) + 1;
    if (page === asking.failing) throw asking.failure;
    const pageInfo = {
      hasNextPage: page < asking.last,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: String(page),
    };
    return { nodes: [{ name: `Ann ${page}` }], edges: [], pageInfo, totalCount: async () => 3 };
  },
});

describe('an export', () => {
  let writes: FakeWrites;
  /** Objects that the caller was charged for, page by page. */
  const charged: number[] = [];
  beforeEach(() => {
    charged.length = 0;
    Object.assign(asking, {
      pages: 0,
      failing: Number.POSITIVE_INFINITY,
      last: 3,
      failure: new Error('The database is gone'),
    });
    writes = new FakeWrites((by) => new FakeTransaction(by, new Map()));
  });

  const pdfs = new PdfLists();
  afterAll(() => pdfs.onApplicationShutdown());
  const makers = { nameOf: async () => 'Olive Specimen' };

  const begin = (format = 'CSV') =>
    new MakeExport(lists, reference, writes.unitOfWork, pdfs, makers, new SystemClock()).run(
      actor,
      { list: 'people', conferenceId, format },
      async (objects) => void charged.push(objects),
    );
  const entries = () =>
    writes.committed
      .flatMap(({ audited }) => audited)
      .map(({ action, details }) => [action, details?.['rows'], details?.['isWhole']]);

  it('is on record before anything of it is given out, and again at its end', async () => {
    const { body } = await begin();
    expect(entries()).toEqual([['list.exported', undefined, undefined]]);
    let text = '';
    for await (const piece of body) text += Buffer.from(piece).toString();
    expect(text).toBe('\uFEFFName\r\nAnn 1\r\nAnn 2\r\nAnn 3\r\n');
    expect(entries()[1]).toEqual(['list.export-ended', 3, true]);
    expect(charged).toEqual([500, 500, 500]);
  });

  it('that breaks off in the middle throws, and is on record as no whole one', async () => {
    asking.failing = 3;
    const { body } = await begin();
    await expect(
      (async () => {
        for await (const _piece of body);
      })(),
    ).rejects.toThrow('The database is gone');
    expect(entries()[1]).toEqual(['list.export-ended', 2, false]);
  });

  it('reads no further than one page ahead of what is taken, and ends when nobody takes more', async () => {
    asking.last = 1_000;
    const { body } = await begin();
    await body.next();
    await body.next();
    expect(asking.pages).toBeLessThanOrEqual(3);
    await body.return({});
    expect(entries()[1]).toEqual(['list.export-ended', expect.any(Number), false]);
    const { pages } = asking;
    await new Promise((done) => setImmediate(done));
    expect(asking.pages).toBe(pages);
  });

  it('as a PDF is made before anything of it is given out, and is on record as others are', async () => {
    const { body, contentType, disposition } = await begin('PDF');
    expect(contentType).toBe('application/pdf');
    expect(disposition).toContain('filename="Test - People.pdf"');
    expect(asking.pages).toBe(3);
    const first = await body.next();
    expect(Buffer.from(first.value as Uint8Array).subarray(0, 5)).toEqual(Buffer.from('%PDF-'));
    expect(await body.next()).toEqual({ done: true, value: { rows: 3, guarded: 0, cut: 0, sheets: 1 } });
    expect(entries()).toEqual([
      ['list.exported', undefined, undefined],
      ['list.export-ended', 3, true],
    ]);
  });

  it('as a PDF that cannot be made is refused in words, and is on record as no whole one', async () => {
    asking.failing = 2;
    asking.failure = new Refusal('NOT_FOUND', 'It is gone.');
    await expect(begin('PDF')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(entries()[1]).toEqual(['list.export-ended', 1, false]);
  });

  it('that the list refuses is refused before anything is on record', async () => {
    asking.failing = 1;
    asking.failure = new Refusal('INVALID_INPUT', 'Search for at most 200 characters.', ['filter', 'search']);
    await expect(begin()).rejects.toMatchObject({ code: 'INVALID_INPUT', path: ['filter', 'search'] });
    expect(entries()).toEqual([]);
  });
});
