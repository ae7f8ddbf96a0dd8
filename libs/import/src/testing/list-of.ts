import { type ImportRow, interpret, type Meaning } from '../interpret.js';
import { type Known, type Said } from '../known.js';
import { type Question } from '../questions.js';
import { type Sheet, type SheetCell } from '../sheet.js';
import { KNOWN } from './known.js';

type Line = readonly (string | SheetCell)[];

/** A sheet of lines of cells, the first row being the headings; an empty line is a blank row. */
export const sheetOf = (...lines: readonly Line[]): Sheet => ({
  headingRows: [1],
  rows: lines
    .map((line, index) => ({
      row: index + 1,
      cells: Object.fromEntries(
        line.flatMap((cell, column) =>
          cell === ''
            ? []
            : [[String.fromCharCode(65 + column), typeof cell === 'string' ? { text: cell } : cell]],
        ),
      ),
    }))
    .filter(({ cells }) => Object.keys(cells).length > 0),
});

/** What such a list means. */
export const meaningOf = (lines: readonly Line[], said: Said = {}, known: Partial<Known> = {}): Meaning =>
  interpret(sheetOf(...lines), { ...KNOWN, ...known }, said);

export function rowOf({ rows }: Meaning, row: number): ImportRow {
  const found = rows.find((one) => one.row === row);
  if (found === undefined) throw new Error(`Row ${row} is nobody.`);
  return found;
}

export const fieldsOf = ({ columns }: Meaning): Readonly<Record<string, string | null>> =>
  Object.fromEntries(columns.map(({ letter, field }) => [letter, field]));

export const itemsOf = ({ questions }: Meaning, about: Question['about']): Question['items'] =>
  questions.find((question) => question.about === about)?.items ?? [];

/** `A2 NAME_MISSING`, of all rows. */
export const problemsOf = ({ rows }: Meaning): readonly string[] =>
  rows.flatMap(({ problems }) => problems.map(({ cell, kind }) => `${cell} ${kind}`));
