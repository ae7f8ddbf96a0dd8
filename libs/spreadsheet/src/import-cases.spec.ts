import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { readWorkbook } from './read-workbook.js';
import { type SpreadsheetRow } from './reading.js';
import { type ImportCase, importCases } from './testing/index.js';

const cases = importCases();
const read = cases.filter(({ expected }) => expected.refused === null);
const refusedOnes = cases.filter(({ expected }) => expected.refused !== null);
/** What the reading tells; the rest of what a page tells needs to know what columns mean. */
const TOLD_HERE =
  /^(HIDDEN_ROWS|FILTERED_ROWS|HIDDEN_COLUMNS|HIDDEN_SHEETS|MERGED_DOWN|MERGED_HEADINGS|CELLS_WITHOUT_HEADING|COMMENTS_NOT_USED)$/;

const TITLES: Readonly<Record<string, string>> = {
  '01': 'a mark at the beginning (case import-01)',
  '02': 'scripts from right to left, and joiners (case import-02)',
  '03': 'what Excel writes in France (case import-03)',
  '04': 'a Central European encoding (case import-04)',
  '05': 'the Unicode text of Excel (case import-05)',
  '06': 'Shift_JIS (case import-06)',
  '07': 'line ends of old Macs (case import-07)',
  '08': 'a line that names the separator (case import-08)',
  '09': 'cells pasted from a page (case import-09)',
  '10': 'XLSX by LibreOffice (case import-10)',
  '11': 'ODS by LibreOffice (case import-11)',
  '12': 'old XLS (case import-12)',
  '13': 'formulas without values (case import-13)',
  '14': 'formulas with values, dates from 1904 (case import-14)',
  '15': 'headings in two rows (case import-15)',
  '16': 'several sheets (case import-16)',
  '17': 'names as delegations write them (case import-17)',
  '18': 'countries by many names (case import-18)',
  '19': 'headings between the rows (case import-19)',
  '20': 'the same people again (case import-20)',
  '21': 'dates of cells and of text (case import-21)',
  '22': 'text that looks like a formula (case import-22)',
  '23': 'cells that are too long (case import-23)',
  '24': 'headings alone (case import-24)',
  '25': 'nothing at all (case import-25)',
  '26': 'a workbook that calls itself CSV (case import-26)',
  '27': 'text that calls itself a workbook (case import-27)',
  '28': 'a password (case import-28)',
  '29': 'far more than it seems (case import-29)',
  '30': 'XML that asks for a file (case import-30)',
  '31': 'too many columns (case import-31)',
  '32': 'quotes that nobody doubled (case import-32)',
};
const named = ({ number }: ImportCase): string => TITLES[number] ?? '';

/** Which sheet is one of the questions that a person answers. */
async function reading({ bytes, expected }: ImportCase) {
  const isAsked = expected.questions.some(({ about }) => about === 'SHEET');
  const { head, batches } = await readWorkbook(bytes, isAsked ? { sheet: expected.reading.sheet } : {});
  return { head, rows: [...batches()].flat() };
}

/** Cells as the expected results have them: covered ones left out, long ones by their length and beginning. */
function shown({ cells }: SpreadsheetRow): Record<string, unknown> {
  const visible = Object.entries(cells).filter(([, { text }]) => text !== '');
  return Object.fromEntries(
    visible.map(([column, { text, characters }]) => [
      column,
      characters === undefined ? text : { characters, begins: text.slice(0, 40) },
    ]),
  );
}

describe('the files that partners have', () => {
  it('are thirty-two', () => {
    expect([cases.length, refusedOnes.length]).toEqual([32, 6]);
    expect(cases.map(({ number }) => number)).toEqual(Object.keys(TITLES).sort());
  });

  it.each(read.map((one) => [named(one), one] as const))(
    '%s: every cell as a person sees it',
    async (_name, one) => {
      const { rows } = await reading(one);
      const wanted = one.expected.rows.map(({ row, cells }) => [row, cells]);
      const numbers = new Set(one.expected.rows.map(({ row }) => row));
      expect(rows.filter(({ row }) => numbers.has(row)).map((row) => [row.row, shown(row)])).toEqual(wanted);
    },
  );

  it.each(read.map((one) => [named(one), one] as const))(
    '%s: every row under its own number',
    async (_name, one) => {
      const { head, rows } = await reading(one);
      const { reading: wanted, rows: people, skipped } = one.expected;
      const all = [
        ...[wanted.headingRow!].flat(),
        ...people.map(({ row }) => row),
        ...skipped.filter(({ why }) => why !== 'BLANK').map(({ row }) => row),
      ];
      expect(rows.map(({ row }) => row)).toEqual(all.sort((a, b) => a - b));
      expect(head.rowCount).toBe(rows.length);
    },
  );

  it.each(read.map((one) => [named(one), one] as const))(
    '%s: format, sheet, headings, columns',
    async (_name, one) => {
      const { head } = await reading(one);
      const { reading: wanted } = one.expected;
      expect(head).toMatchObject({
        format: wanted.format,
        headingRows: [wanted.headingRow!].flat(),
        ...(wanted.encoding === undefined ? {} : { encoding: wanted.encoding, hasMark: wanted.mark }),
        ...(wanted.separator === undefined ? {} : { separator: wanted.separator }),
        ...(wanted.sheet === undefined ? {} : { sheet: wanted.sheet }),
        ...(wanted.dateSystem === undefined ? {} : { dateSystem: wanted.dateSystem }),
      });
      expect(head.columns.filter((column) => column in head.headings)).toEqual(Object.keys(wanted.columns!));
    },
  );

  it.each(read.map((one) => [named(one), one] as const))('%s: what a page tells', async (_name, one) => {
    const { head } = await reading(one);
    const told = [...(one.expected.told ?? [])].filter(({ kind }) => TOLD_HERE.test(kind));
    const byKind = (a: { kind: string }, b: { kind: string }): number => (a.kind < b.kind ? -1 : 1);
    expect(head.told.filter(({ kind }) => TOLD_HERE.test(kind)).sort(byKind)).toEqual(told.sort(byKind));
  });

  it.each(refusedOnes.map((one) => [named(one), one] as const))(
    '%s: refused as a whole',
    async (_name, one) => {
      const refusal = await readWorkbook(one.bytes, {}).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      const { kind, columns } = one.expected.refused!;
      expect(refusal).toMatchObject({
        code: kind,
        ...(columns === undefined ? {} : { extras: { columns, limit: 500 } }),
      });
    },
  );
});

describe('questions of reading', () => {
  const only = (number: string): ImportCase => cases.find((one) => one.number === number)!;

  it('offers the readings of an encoding with three names each, and asks where two are as likely (case import-04)', async () => {
    const { head } = await reading(only('04'));
    const { choices, samples } = only('04').expected.questions[0]!;
    expect(head.isEncodingSure).toBe(false);
    expect(head.encodings!.slice(0, 3)).toEqual(
      choices!.map((encoding) => ({ encoding, samples: samples![encoding] })),
    );
  });

  it.each(['03', '06'])('does not ask where one reading is far likelier (case import-%s)', async (number) => {
    expect((await reading(only(number))).head.isEncodingSure).toBe(true);
  });

  it('reads by the encoding that a person has chosen (case import-04)', async () => {
    const { head, batches } = await readWorkbook(only('04').bytes, { encoding: 'windows-1250' });
    expect([...batches()].flat()[1]!.cells.A!.text).toBe('Łucja Przykładowska-¦nieżna');
    expect(head).toMatchObject({ encoding: 'windows-1250', isEncodingSure: true });
    expect(head.encodings!.map(({ encoding }) => encoding)).toContain('iso-8859-2');
  });

  it('offers the visible sheets that are lists, with how many rows each has (case import-16)', async () => {
    const { head } = await readWorkbook(only('16').bytes, {});
    const offered = head.sheets.filter(({ isList, isHidden }) => isList && !isHidden);
    expect(
      Object.fromEntries(offered.map(({ name, rowsBelowHeadings }) => [name, rowsBelowHeadings])),
    ).toEqual(only('16').expected.questions[0]!.rows);
    expect(head.sheet).toBe('Draft 1');
  });

  it('tells the one sheet with rows where the others are empty (case import-12)', async () => {
    const { head } = await reading(only('12'));
    expect(head.sheets.map(({ rowsWithContent }) => rowsWithContent)).toEqual([4, 0, 0]);
  });

  it('marks what is hidden by hand and what by a filter (case import-10)', async () => {
    const { rows } = await reading(only('10'));
    expect(rows.filter(({ isHidden }) => isHidden).map(({ row }) => row)).toEqual([7]);
    expect(rows.filter(({ isFiltered }) => isFiltered).map(({ row }) => row)).toEqual([10]);
  });

  it('names the cell that covers another (case import-11)', async () => {
    const { rows } = await reading(only('11'));
    expect(rows.find(({ row }) => row === 3)!.cells.A).toEqual({ text: '', mergedFrom: 'A2' });
  });

  it('tells formulas without a value, errors and dates apart from text (cases import-13 and import-14)', async () => {
    const script = (await reading(only('13'))).rows;
    const program = (await reading(only('14'))).rows;
    expect(script[1]!.cells.C).toEqual({ text: '', formulaWithoutValue: true });
    expect(script[3]!.cells.F).toEqual({ text: '#N/A', error: '#N/A' });
    expect(program[1]!.cells.I).toEqual({ text: '2011-10-31', date: '2011-10-31' });
  });

  it('says where the link under a cell leads, whatever the cell shows (case import-14)', async () => {
    const { rows } = await reading(only('14'));
    expect(rows.slice(1).map(({ cells }) => cells.D!.link)).toEqual([
      'mailto:kim@example.org',
      'mailto:lee.other@example.com',
      'mailto:max@example.net?subject=London',
    ]);
  });

  it('gives the headings of two rows together, those of merged cells to each column under them (case import-15)', async () => {
    const { head } = await reading(only('15'));
    expect(head.headings).toMatchObject({
      A: ['Group / Groupe'],
      C: ['Name / Nom', 'Family / Nom de famille'],
      G: ['Organisation', 'Name / Nom'],
    });
  });
});
