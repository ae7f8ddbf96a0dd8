import { describe, expect, it } from '@jest/globals';
import { FORMATS } from '#libs/export';
import { readWorkbook } from '#libs/spreadsheet/testing';
import { KNOWN_HEADINGS } from './headings.js';
import { interpret, type Meaning } from './interpret.js';
import { type Said } from './known.js';
import { withoutRemarks } from './remarks.js';
import { type Sheet } from './sheet.js';
import { rowsToMend } from './sheet-to-mend.js';
import { KNOWN } from './testing/known.js';
import { rowOf, sheetOf } from './testing/list-of.js';

const SHEET = sheetOf(
  ['Name', '', 'E-mail', 'Organisation'],
  ['Ann Sample', '', 'ann@@example.org', '=Sample Trust'],
  [],
  ['Bob Case', '', 'bob@example.org', 'Case Ltd'],
);
const SAID: Said = { answers: { 'CONSTITUENCY_OF_ALL/': 'BUSINESS' } };

const toMend = (sheet: Sheet, said: Said = SAID, language: 'en' | 'fr' = 'en'): string[][] => {
  const meaning = interpret(sheet, KNOWN, said);
  return [...rowsToMend({ sheet, meaning, mended: said.cells ?? {}, language })];
};

/** Writes the rows as a file, and reads that as a new list. */
async function loaded(rows: string[][], format: keyof typeof FORMATS): Promise<Sheet> {
  const [headings = [], ...others] = rows;
  const chunks: Uint8Array[] = [];
  const pages = async function* (): AsyncGenerator<string[][]> {
    yield await Promise.resolve(others);
  };
  for await (const chunk of FORMATS[format].write({
    name: 'List',
    columns: headings.map((heading) => ({ heading, type: 'text' as const })),
    pages: pages(),
    timeZone: 'Europe/London',
    language: 'en',
  }))
    chunks.push(chunk);
  const { head, batches } = await readWorkbook(Buffer.concat(chunks), { headingWords: KNOWN_HEADINGS });
  return { rows: [...batches()].flat(), headingRows: head.headingRows };
}

describe('a sheet to mend', () => {
  it('has each row where it stood, and says behind the last column what stops it', () => {
    expect(toMend(SHEET)).toEqual([
      ['Name', '', 'E-mail', 'Organisation', 'Remarks by Plenary'],
      [
        'Ann Sample',
        '',
        'ann@@example.org',
        '=Sample Trust',
        'E-mail: This is no e-mail address. Type one address, like name@example.org, or leave it empty.',
      ],
      ['', '', '', '', ''],
      ['Bob Case', '', 'bob@example.org', 'Case Ltd', ''],
    ]);
  });

  it('speaks the language of its reader, and has the cells as they were mended in the page', () => {
    const [head, ann] = toMend(SHEET, { ...SAID, cells: { D2: 'Sample Fund' } }, 'fr');
    expect(head?.at(-1)).toBe('Remarques de Plenary');
    expect(ann?.slice(3)).toEqual([
      'Sample Fund',
      'E-mail: Ce n’est pas une adresse électronique. Saisissez-en une, ou laissez vide.',
    ]);
  });

  it('says where a question is open', () => {
    const remarks = toMend(SHEET, {}).map((cells) => cells.at(-1));
    expect(remarks[1]).toMatch(/^E-mail: .* Plenary asks something about this row; answer it there\.$/);
    expect(remarks[3]).toBe('Plenary asks something about this row; answer it there.');
  });

  it('leaves the place of a hidden row blank once it is left out, for in a new file it would be seen', () => {
    const hidden: Sheet = {
      ...SHEET,
      rows: SHEET.rows.map((row) => (row.row === 2 ? { ...row, isHidden: true } : row)),
    };
    const rowsOf = (choice: string): string[][] =>
      toMend(hidden, { answers: { ...SAID.answers, 'HIDDEN_ROWS/': choice } });
    expect(rowsOf('LEAVE_OUT')[1]).toEqual(['', '', '', '', '']);
    expect(rowsOf('LEAVE_OUT')[3]?.[0]).toBe('Bob Case');
    expect(rowsOf('TAKE')[1]?.[0]).toBe('Ann Sample');
  });

  it('fills merged cells, which a new file does not have', () => {
    const merged: Sheet = {
      ...SHEET,
      rows: SHEET.rows.map((row) =>
        row.row === 4 ? { ...row, cells: { ...row.cells, D: { text: '', mergedFrom: 'D2' } } } : row,
      ),
    };
    expect(toMend(merged)[3]?.[3]).toBe('=Sample Trust');
  });

  it('begins its remarks in the first row where a list has no headings', async () => {
    const bare: Sheet = {
      ...SHEET,
      rows: SHEET.rows.slice(1).map((row) => ({ ...row, row: row.row - 1 })),
      headingRows: [],
    };
    const rows = toMend(bare);
    expect(rows[0]?.at(-1)).toMatch(/^Remarks by Plenary/);
    expect(withoutRemarks((await loaded(rows, 'CSV')).rows)?.[0]?.cells).not.toHaveProperty('E');
  });

  it.each(['CSV', 'XLSX'] as const)(
    'is loaded again as %s once it is mended: the remarks are passed over and the row is taken',
    async (format) => {
      const before = interpret(SHEET, KNOWN, SAID);
      expect(rowOf(before, 2).outcome).toBe('ASK');
      const [head = [], ann = [], ...others] = toMend(SHEET);
      const mended = [head, ann.map((cell) => cell.replace('@@', '@')), ...others];
      const sheet = await loaded(mended, format);
      const rows = withoutRemarks(sheet.rows);
      const meaning: Meaning = interpret({ ...sheet, rows: rows ?? [] }, KNOWN, SAID);
      expect(rowOf(meaning, 2)).toMatchObject({ outcome: 'NEW', problems: [], other: {} });
      expect(rowOf(meaning, 2).fields).toMatchObject({
        name: 'Ann Sample',
        email: 'ann@example.org',
        organisation: '=Sample Trust',
      });
      expect(rowOf(meaning, 4).fields).toEqual(rowOf(before, 4).fields);
      expect(meaning.columns.map(({ letter }) => letter)).not.toContain('E');
    },
  );

  it('is none where nothing says so', () => {
    expect(withoutRemarks(SHEET.rows)).toBeUndefined();
  });
});
