import { type Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type ChainHead } from '#libs/kernel';
import { chainHash, eventHash, GENESIS } from '../domain/chain.js';
import { type AuditEvent } from '../domain/event.js';
import { SEALED_COLUMNS } from '../export/sealed-columns.js';
import { type AuditVerdict, headProblem, type Walk } from './audit-verifier.js';

type Line = Readonly<Record<string, string>>;

/** What a check of a file found; `others`: entries of other conferences, of which there are the hashes alone. */
export type FileVerdict = AuditVerdict & { readonly others: number };

/**
 * Recomputes the chain of a file of the trail (the list `sealedTrail`, as CSV), without a database, and names the first line that
 * does not hold. A line is a row of the file with the heading as the first, however many line breaks there are inside cells.
 *
 * @param kept a head that was kept elsewhere: shows whether the end was cut off, or everything written anew.
 */
export async function verifyAuditFile(source: Readable, kept?: ChainHead): Promise<FileVerdict> {
  const walk: Walk = { sequence: 0, link: GENESIS, entries: 0, atHead: undefined };
  let others = 0;
  let broken: string | undefined;
  try {
    for await (const line of source.pipe(
      parse({ bom: true, columns: checkedHeadings, skip_empty_lines: true }),
    ) as AsyncIterable<Line>) {
      broken = lineProblem(line, walk);
      if (broken !== undefined) break;
      walk.sequence += 1;
      walk.link = Buffer.from(line['hash'] ?? '', 'hex');
      walk.entries += 1;
      if (line['id'] === '') others += 1;
      if (walk.sequence === kept?.sequence) walk.atHead = line['hash'];
    }
  } catch (error) {
    broken = `Line ${walk.sequence + 2} cannot be read: ${(error as Error).message}`;
  } finally {
    source.destroy();
  }
  const problem = broken ?? (walk.entries === 0 ? 'The file has no entries.' : headProblem(walk, kept));
  const head =
    walk.entries === 0 ? null : { sequence: walk.sequence, hash: Buffer.from(walk.link).toString('hex') };
  return {
    isIntact: problem === undefined,
    entries: walk.entries,
    others,
    problems: problem === undefined ? [] : [problem],
    head,
  };
}

function checkedHeadings(headings: string[]): string[] {
  const missing = SEALED_COLUMNS.map(({ key }) => key).filter((key) => !headings.includes(key));
  if (missing.length > 0)
    throw new Error(
      `it has no column ${missing.join(', ')}; export the list again, as CSV and with all columns.`,
    );
  return headings;
}

function lineProblem(line: Line, { sequence, link }: Walk): string | undefined {
  const expected = sequence + 1;
  const at = `Line ${expected + 1}`;
  if (line['sequence'] !== String(expected))
    return `${at} should be entry ${expected} and is entry ${line['sequence']}: lines were taken out, added or moved.`;
  const name = `${at} (entry ${expected})`;
  if (line['previousHash'] !== Buffer.from(link).toString('hex'))
    return `${name} does not continue the chain.`;
  const stated = Buffer.from(line['eventHash'] ?? '', 'hex');
  const event = line['id'] === '' ? undefined : eventOf(line);
  if (event === null || (event !== undefined && !eventHash(event).equals(stated)))
    return `${name} was changed after it was sealed.`;
  if (chainHash(link, stated).toString('hex') !== line['hash']) return `${name} does not continue the chain.`;
  return undefined;
}

/** Null where the details are no JSON any more. An empty cell is null: no text of an entry is empty. */
function eventOf(line: Line): AuditEvent | null {
  try {
    const details = JSON.parse(line['details'] ?? '') as AuditEvent['details'];
    const said = Object.fromEntries(
      SEALED_COLUMNS.map(({ key }) => [key, line[key] === '' ? null : line[key]]),
    );
    return { ...said, details } as unknown as AuditEvent;
  } catch {
    return null;
  }
}
