import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { SheetCollector } from '../sheet/sheet-collector.js';
import { importCase } from '../testing/index.js';
import { CompoundFile } from './compound-file.js';
import { RECORD } from './records.js';
import { readXlsSheet } from './xls-sheet.js';

const record = (type: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer => {
  const data = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};
const at = (row: number, column: number): number[] => [row, 0, column, 0, 0, 0];
const formula = (row: number, ...value: number[]): Buffer =>
  record(RECORD.FORMULA, at(row, 0), value, [0, 0, 0, 0, 0, 0]);

function cellsOf(...records: readonly Buffer[]) {
  const sink = new SheetCollector(true);
  const stream = Buffer.concat([record(RECORD.BEGIN, [0, 6, 16, 0]), ...records, record(RECORD.EOF)]);
  readXlsSheet({ stream, at: 0, sink, strings: [], system: 1900, format: () => ({ kind: 'general' }) });
  sink.end();
  return { cells: sink.top.map(({ cells }) => cells[0]![1]), facts: sink.facts, rows: sink.top };
}

describe('a sheet of old Excel', () => {
  it('gives the last value of a formula: text, truth, an error, a number', () => {
    const number = Buffer.alloc(8);
    number.writeDoubleLE(12);
    const { cells } = cellsOf(
      formula(0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
      record(RECORD.STRING, [3, 0, 0], Buffer.from('Ann')),
      formula(1, 1, 0, 1, 0, 0, 0, 0xff, 0xff),
      formula(2, 2, 0, 0x2a, 0, 0, 0, 0xff, 0xff),
      formula(3, ...number),
    );
    expect(cells).toEqual([
      { text: 'Ann' },
      { text: 'TRUE' },
      { text: '#N/A', error: '#N/A' },
      { text: '12' },
    ]);
  });

  it('gives the text of a formula that goes on in a second record, there in wide letters', () => {
    const { cells } = cellsOf(
      formula(0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
      record(RECORD.STRING, [5, 0, 0], Buffer.from('Ann')),
      record(RECORD.CONTINUE, [1], Buffer.from('Äß', 'utf16le')),
    );
    expect(cells).toEqual([{ text: 'AnnÄß' }]);
  });

  it('tells hidden rows and columns, merged cells and comments', () => {
    const { facts, rows } = cellsOf(
      record(RECORD.ROW, [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
      record(RECORD.COLUMN_INFO, [2, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
      record(RECORD.BOOLEAN_OR_ERROR, at(1, 0), [1, 0]),
      record(RECORD.MERGED_CELLS, [1, 0, 1, 0, 3, 0, 0, 0, 0, 0]),
      record(RECORD.NOTE, [1, 0, 1, 0, 0, 0, 0, 0]),
    );
    expect(rows[0]).toMatchObject({ row: 2, isHidden: true });
    expect(facts).toMatchObject({
      hiddenColumns: [{ from: 2, to: 3 }],
      merges: [{ top: 2, bottom: 4, left: 0, right: 0 }],
      comments: ['B2'],
    });
  });

  it('whose container chains its sectors in a circle is refused, and nobody waits', () => {
    const bytes = Buffer.from(importCase('12').bytes);
    const table = (bytes.readUInt32LE(76) + 1) * 512;
    for (let sector = 0; sector < 128; sector++) bytes.writeUInt32LE(0, table + sector * 4);
    expect(() => new CompoundFile(bytes)).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
  });
});
