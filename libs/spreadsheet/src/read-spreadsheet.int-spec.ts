import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from '#libs/kernel';
import { MOST_BYTES } from './limits.js';
import { readSpreadsheet } from './read-spreadsheet.js';
import { type Reading, type SpreadsheetRow } from './reading.js';
import { importCase, sheetXml, xlsxOf } from './testing/index.js';

async function readerProcesses(): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['--ppid', String(process.pid), '-o', 'args=']).catch(
    () => ({
      stdout: '',
    }),
  );
  return stdout.split('\n').filter((line) => line.includes('reader-process')).length;
}

async function taken(reading: Reading | Refusal): Promise<SpreadsheetRow[]> {
  if (reading instanceof Refusal) throw reading;
  const rows: SpreadsheetRow[] = [];
  for await (const row of reading.rows) rows.push(row);
  return rows;
}

const manyRows = (count: number): Buffer =>
  Buffer.from(
    `Name,E-mail\n${Array.from({ length: count }, (_unused, i) => `Person ${i},p${i}@example.org`).join('\n')}\n`,
  );

describe('a file that is read in a process of its own', () => {
  it('comes as the same rows, and the process is gone after the last (case import-10)', async () => {
    const rows = await taken(await readSpreadsheet(importCase('10').bytes));
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 4, 5, 6, 7, 9, 10, 11, 13]);
    expect(rows[3]!.cells.G).toEqual({ text: '2011-10-31', date: '2011-10-31' });
    expect(await readerProcesses()).toBe(0);
  });

  it('comes over the network in chunks', async () => {
    const { bytes } = importCase('26');
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 100)
        yield await Promise.resolve(bytes.subarray(at, at + 100));
    }
    expect(await taken(await readSpreadsheet(chunks()))).toHaveLength(3);
  });

  it('gives every row once, in order, over many batches', async () => {
    const rows = await taken(await readSpreadsheet(manyRows(2_345)));
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 2_346 }, (_unused, i) => i + 1));
  });

  it('leaves no process when its rows are not wanted, or not to the end', async () => {
    const closed = (await readSpreadsheet(manyRows(2_000))) as Reading;
    expect(await readerProcesses()).toBe(1);
    await closed.close();
    const broken = (await readSpreadsheet(manyRows(2_000))) as Reading;
    for await (const { row } of broken.rows) if (row === 3) break;
    expect(await readerProcesses()).toBe(0);
  });

  it('is read anew by another choice (case import-16)', async () => {
    const rows = await taken(await readSpreadsheet(importCase('16').bytes, { sheet: 'Final' }));
    expect(rows.map(({ cells }) => cells.A!.text)).toEqual([
      'Name',
      'Bea Sample',
      'Dana Added',
      'Eli Example',
    ]);
  });

  it('is refused with figures and words, and no process stays (case import-31)', async () => {
    const refusal = (await readSpreadsheet(importCase('31').bytes)) as Refusal;
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'TOO_MANY_COLUMNS',
      message: 'The sheet has 10,001 columns; at most 500 can be matched. Delete those that are not needed.',
      extras: { columns: 10_001, limit: 500 },
    });
    expect(await readerProcesses()).toBe(0);
  });

  it('is not taken in when it is too large, whatever is in it', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given++;
        yield await Promise.resolve(new Uint8Array(1024 * 1024));
      }
    }
    expect(await readSpreadsheet(endless())).toMatchObject({
      code: 'TOO_LARGE',
      extras: { megabytes: 33, limit: 32 },
    });
    expect(given).toBe(33);
    expect(await readSpreadsheet(new Uint8Array(MOST_BYTES + 1))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('that fills the memory of its process is refused in words, and this process goes on', async () => {
    const wide = Array.from(
      { length: 450 },
      (_unused, i) => `<c t="inlineStr"><is><t>${i}</t></is></c>`,
    ).join('');
    const rows = Array.from({ length: 3_000 }, () => `<row>${wide}</row>`).join('');
    // Told that it has eight megabytes, the reader ends as it would with a far larger file.
    const reading = await readSpreadsheet(xlsxOf({ List: sheetXml(rows) }), {}, { heapMegabytes: 12 });
    expect(reading).toMatchObject({ code: 'TOO_MUCH_WORK' });
    expect(await readerProcesses()).toBe(0);
  });

  it('that takes too long is refused in words, and its process is killed', async () => {
    const reading = await readSpreadsheet(manyRows(100_000), {}, { milliseconds: 1 });
    expect(reading).toMatchObject({ code: 'TOO_MUCH_WORK' });
    expect(await readerProcesses()).toBe(0);
  });
});
