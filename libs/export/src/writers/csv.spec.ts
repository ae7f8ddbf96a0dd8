import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { column, readBack, texts, written } from '../testing/index.js';
import { writeCsv } from './csv.js';

const textOf = async (sheet: Parameters<typeof written>[1]): Promise<string> =>
  (await written(writeCsv, sheet)).bytes.toString();

describe('a list as CSV', () => {
  it('is guarded against formulas, and counts the cells (case export-01)', async () => {
    const typed = [
      '=1+1',
      '+Plus Sample Ltd',
      '-Minus Sample',
      '@Sample',
      "'t Hof van Voorbeeld",
      "cmd|'/C calc'!A0",
    ];
    const { bytes, summary } = await written(writeCsv, {
      columns: texts('Organisation'),
      rows: typed.map((text) => [text]),
    });
    expect(column(await readBack(bytes), 'A')).toEqual([
      "'=1+1",
      "'+Plus Sample Ltd",
      "'-Minus Sample",
      "'@Sample",
      "'t Hof van Voorbeeld",
      "cmd|'/C calc'!A0",
    ]);
    expect(summary).toEqual({ rows: 6, guarded: 4, cut: 0, sheets: 1 });
  });

  it('guards what was typed as if it were guarded already, so that nothing is taken off it', async () => {
    expect(await textOf({ columns: texts('A'), rows: [["'=1"]] })).toContain("\r\n''=1\r\n");
  });

  it('keeps digits, and what looks like dates or truth, as they are and without quotes (case export-02)', async () => {
    const typed = ['0012', '12345678901234567890', '1E5', '3-4', '1/2', 'TRUE', '00123'];
    const text = await textOf({
      columns: [...texts('Organisation'), { heading: 'Rank', type: 'number' }],
      rows: typed.map((one) => [one, 1]),
    });
    expect(text).toBe(`\uFEFFOrganisation,Rank\r\n${typed.map((one) => `${one},1\r\n`).join('')}`);
  });

  it('writes moments with the offset of their zone, and days as they are (case export-03)', async () => {
    const text = await textOf({
      columns: [
        { heading: 'Submitted', type: 'instant' },
        { heading: 'From', type: 'day' },
      ],
      rows: [[new Date('2011-09-30T23:30:00Z'), '2011-11-01']],
    });
    expect(text).toContain('\r\n2011-10-01T00:30:00+01:00,2011-11-01\r\n');
  });

  it('keeps a long text whole (case export-04)', async () => {
    const long = `${'a'.repeat(32_766)}\u{1F469}\u200D\u2695\uFE0F${'b'.repeat(7_229)}`;
    const { bytes, summary } = await written(writeCsv, { columns: texts('Why'), rows: [[long]] });
    expect(parse(bytes, { bom: true })).toEqual([['Why'], [long]]);
    expect(summary.cut).toBe(0);
  });

  it('has one byte order mark, CRLF behind each row, and doubled quotes (case export-08)', async () => {
    const prose = 'First line.\nSecond, with "quotes", and a comma';
    const { bytes } = await written(writeCsv, {
      columns: texts('Name', 'Justification'),
      rows: [
        ['Ann "Annie" Sample', prose],
        ['Ben Sample', null],
      ],
    });
    expect(bytes.toString()).toBe(
      '\uFEFFName,Justification\r\n"Ann ""Annie"" Sample","First line.\nSecond, with ""quotes"", and a comma"\r\nBen Sample,\r\n',
    );
    expect(parse(bytes, { bom: true })).toEqual([
      ['Name', 'Justification'],
      ['Ann "Annie" Sample', prose],
      ['Ben Sample', ''],
    ]);
  });

  it('of nobody has the headings and nothing else (case export-08)', async () => {
    expect(await textOf({ columns: texts('Name', 'Rank') })).toBe('\uFEFFName,Rank\r\n');
  });
});
