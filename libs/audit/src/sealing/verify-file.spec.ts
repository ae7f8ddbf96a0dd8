import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { cellReader, writeCsv, written } from '#libs/export/testing';
import { newId } from '#libs/kernel';
import { chainHash, eventHash, GENESIS } from '../domain/chain.js';
import { type AuditEvent } from '../domain/event.js';
import { SEALED_COLUMNS } from '../export/sealed-columns.js';
import { type SealedEntry } from '../queries/sealed-trail.js';
import { verifyAuditFile } from './verify-file.js';

const event = (index: number): AuditEvent => ({
  id: newId(),
  conferenceId: newId(),
  bodyId: index % 2 === 0 ? null : newId(),
  occurredAt: '2026-11-23T05:40:12.123456Z',
  actorId: newId(),
  actorKind: 'user',
  onBehalfOfId: null,
  apiTokenId: index === 2 ? newId() : null,
  action: 'nomination.submitted',
  subjectType: 'nomination',
  subjectId: newId(),
  details: { index, text: 'two lines\r\n“naïve”, =1+1', more: ['x', null, 1.5] },
});

/** Six entries of which the fourth is another conference's. */
function chain(): SealedEntry[] {
  let link: Buffer = GENESIS;
  return Array.from({ length: 6 }, (_, index) => {
    const said = event(index);
    const hash = eventHash(said);
    const previous = link;
    link = chainHash(link, hash);
    return {
      ...(index === 3 ? Object.fromEntries(Object.keys(said).map((key) => [key, null])) : said),
      sequence: String(index + 1),
      previous: index === 0 ? null : previous.toString('hex'),
      eventHash: hash.toString('hex'),
      hash: link.toString('hex'),
    };
  });
}

async function fileOf(entries: readonly SealedEntry[], columns = SEALED_COLUMNS): Promise<Buffer> {
  const cells = cellReader(columns, { conference: { countries: [] }, language: 'en' });
  const { bytes } = await written(writeCsv, {
    columns: columns.map(({ words }) => ({ heading: words.en, type: 'text' })),
    rows: entries.map(cells),
  });
  return bytes;
}

const verify = async (bytes: Buffer, kept?: Parameters<typeof verifyAuditFile>[1]) =>
  verifyAuditFile(Readable.from([bytes]), kept);

describe('a file of the trail, checked without a database', () => {
  let entries: SealedEntry[];
  beforeAll(() => {
    entries = chain();
  });
  const at = (index: number): SealedEntry => entries[index] as SealedEntry;
  const problemsOf = async (changed: readonly SealedEntry[]): Promise<readonly string[]> => {
    const { isIntact, problems } = await verify(await fileOf(changed));
    expect(isIntact).toBe(false);
    return problems;
  };

  it('holds where nothing was changed, and tells its head and of how many entries it has the hashes alone', async () => {
    expect(await verify(await fileOf(entries))).toEqual({
      isIntact: true,
      entries: 6,
      others: 1,
      problems: [],
      head: { sequence: 6, hash: at(5).hash },
    });
  });

  it.each(SEALED_COLUMNS.map(({ key }) => key))('names the line whose %s was changed', async (key) => {
    const values: Record<string, unknown> = {
      sequence: '9',
      previous: 'ab'.repeat(32),
      eventHash: 'ab'.repeat(32),
      hash: 'ab'.repeat(32),
      details: { index: 7 },
    };
    const name = key === 'previousHash' ? 'previous' : key;
    const changed = entries.with(2, { ...at(2), [name]: values[name] ?? 'another' });
    expect((await problemsOf(changed))[0]).toMatch(/^Line 4 /);
  });

  it('names the place at which a line was taken out, be it that of another conference', async () => {
    for (const gone of [0, 2, 3]) {
      const left = entries.filter((_, index) => index !== gone);
      expect(await problemsOf(left)).toEqual([
        `Line ${gone + 2} should be entry ${gone + 1} and is entry ${gone + 2}: lines were taken out, added or moved.`,
      ]);
    }
  });

  it('names the first of two lines that were swapped, with their numbers or without', async () => {
    const swapped = entries.with(1, at(2)).with(2, at(1));
    expect((await problemsOf(swapped))[0]).toMatch(/^Line 3 should be entry 2 and is entry 3/);
    const renumbered = entries.with(1, { ...at(2), sequence: '2' }).with(2, { ...at(1), sequence: '3' });
    expect(await problemsOf(renumbered)).toEqual(['Line 3 (entry 2) does not continue the chain.']);
  });

  it('names a line that was added, whatever hashes it bears', async () => {
    const twice = [...entries.slice(0, 2), at(1), ...entries.slice(2)];
    expect((await problemsOf(twice))[0]).toMatch(/^Line 4 should be entry 3 and is entry 2/);
    // Chained as it should be, and all behind it renumbered: the next link shows it.
    const said = event(9);
    const hash = eventHash(said);
    const added: SealedEntry = {
      ...said,
      sequence: '3',
      previous: at(1).hash,
      eventHash: hash.toString('hex'),
      hash: chainHash(Buffer.from(at(1).hash, 'hex'), hash).toString('hex'),
    };
    const behind = entries.slice(2).map((entry, index) => ({ ...entry, sequence: String(index + 4) }));
    expect(await problemsOf([...entries.slice(0, 2), added, ...behind])).toEqual([
      'Line 5 (entry 4) does not continue the chain.',
    ]);
  });

  it('shows an end that was cut off against a head that was kept elsewhere', async () => {
    const cut = await fileOf(entries.slice(0, 4));
    expect((await verify(cut)).isIntact).toBe(true);
    const { problems } = await verify(cut, { sequence: 6, hash: at(5).hash });
    expect(problems).toEqual(['The end is missing: the kept head is entry 6, the chain ends at 4.']);
    const anew = await verify(cut, { sequence: 3, hash: 'ab'.repeat(32) });
    expect(anew.problems[0]).toMatch(/^Entry 3 is not the one of the kept head/);
    expect((await verify(cut, { sequence: 3, hash: at(2).hash })).isIntact).toBe(true);
  });

  it.each([
    ['a file without all columns', () => fileOf(entries, SEALED_COLUMNS.slice(0, -1)), /no column hash/],
    ['no CSV', async () => Buffer.from('PK\u0003\u0004"x'), /cannot be read/],
    ['nothing', async () => Buffer.alloc(0), /no entries/],
  ] as const)('does not hold for %s', async (_what, make, words) => {
    const { isIntact, problems } = await verify(await make());
    expect(isIntact).toBe(false);
    expect(problems[0]).toMatch(words);
  });
});
