import { type ExportLanguage } from '#libs/export';
import { type ImportRow, type Meaning } from './interpret.js';
import { problemWords } from './problems.js';
import { REMARKS_HEADING } from './remarks.js';
import { byColumn, columnNumber, type ColumnLetter, type Sheet, type SheetRow } from './sheet.js';

/** What a sheet to mend is made of. */
export interface SheetToMend {
  readonly sheet: Sheet;
  readonly meaning: Pick<Meaning, 'columns' | 'rows' | 'skipped'>;
  /** What was typed in place of cells, by their names. */
  readonly mended: Readonly<Record<string, string>>;
  readonly language: ExportLanguage;
}

const ASKED = {
  en: 'Plenary asks something about this row; answer it there.',
  fr: 'Plenary pose une question sur cette ligne ; répondez-y là.',
} as const;

/**
 * The rows of a list as it was loaded and mended, each where it stood, with remarks behind the last column: what stops a row and how to
 * mend it. The first is what a file has as its headings. Rows that are hidden and left out stay blank, for a new file would show them.
 */
export function* rowsToMend({ sheet, meaning, mended, language }: SheetToMend): Generator<string[], void> {
  const { columns, rows, skipped } = meaning;
  const letters = lettersOf(sheet, mended);
  const byNumber = new Map(sheet.rows.map((row) => [row.row, row]));
  const hidden = new Set(
    skipped.filter(({ why }) => why === 'HIDDEN' || why === 'FILTERED').map(({ row }) => row),
  );
  const people = new Map(rows.map((row) => [row.row, row]));
  const headings = new Map(columns.map(({ letter, heading }) => [letter, heading]));
  const headingRow = sheet.headingRows.at(-1) ?? 1;
  const last = sheet.rows.at(-1)?.row ?? 1;
  for (let number = 1; number <= last; number += 1) {
    const row = hidden.has(number) ? undefined : byNumber.get(number);
    const remark = remarkOn(people.get(number), headings, language);
    const heading = number === headingRow ? REMARKS_HEADING[language] : '';
    yield [
      ...letters.map((letter) => mended[`${letter}${number}`] ?? textOf(row, letter, byNumber)),
      [heading, remark].filter((part) => part !== '').join(': '),
    ];
  }
}

/** From the first column to the last that has something, without gaps: a column keeps its letter. */
function lettersOf(sheet: Sheet, mended: Readonly<Record<string, string>>): readonly ColumnLetter[] {
  const used = [
    ...sheet.rows.flatMap(({ cells }) => Object.keys(cells)),
    ...Object.keys(mended).map((cell) => cell.replace(/\d+$/, '')),
  ];
  const last = columnNumber([...new Set(used)].sort(byColumn).at(-1) ?? 'A');
  return Array.from({ length: last }, (_none, index) => letterOf(index + 1));
}

const letterOf = (column: number): ColumnLetter =>
  column === 0 ? '' : letterOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

/** A merged cell says what the first of them says. */
function textOf(
  row: SheetRow | undefined,
  letter: ColumnLetter,
  byNumber: ReadonlyMap<number, SheetRow>,
): string {
  const cell = row?.cells[letter];
  const [, column = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(cell?.mergedFrom ?? '') ?? [];
  return (column === '' ? cell : byNumber.get(Number(number))?.cells[column])?.text ?? '';
}

function remarkOn(
  row: ImportRow | undefined,
  headings: ReadonlyMap<string, string>,
  language: ExportLanguage,
): string {
  if (row === undefined) return '';
  const problems = row.problems
    .filter(({ stops }) => stops)
    .map((problem) => {
      const heading = headings.get(problem.cell.replace(/\d+$/, '')) ?? '';
      return `${heading === '' ? problem.cell : heading}: ${problemWords(problem, language)}`;
    });
  return [...problems, ...(row.waitsFor.length > 0 ? [ASKED[language]] : [])].join(' ');
}
