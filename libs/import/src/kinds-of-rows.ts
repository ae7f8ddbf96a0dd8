import { foldExactly } from '#libs/names';
import { type Column } from './columns.js';
import { headingKey } from './headings.js';
import { TOTALS } from './lists/heading-words.js';
import { type ColumnLetter, type SheetCell, type SheetRow } from './sheet.js';
import { tidy } from './tidy.js';

/** What a row is, by its cells alone. */
export type RowKind =
  | 'PERSON'
  /** Nobody can tell but a person: a name and nothing else. */
  | 'PERSON_OR_HEADING'
  /** A group alone, in the column of groups. */
  | 'GROUP_HEADING'
  | 'BELOW_ROWS'
  | 'BLANK'
  | 'HEADINGS_AGAIN'
  | 'STRAY_CELL'
  | 'TOTAL';

/** What the kinds of rows are judged by: the columns, and where the last row of a person is. */
export interface ListShape {
  readonly columns: readonly Column[];
  readonly lastFullRow: number;
}

/** The texts of a row that show something, by column. */
export function filledCells(row: SheetRow): ReadonlyMap<ColumnLetter, string> {
  const filled = new Map<ColumnLetter, string>();
  for (const [letter, cell] of Object.entries(row.cells)) {
    if (cell.formulaWithoutValue === true) filled.set(letter, '');
    else if (cell.text !== '') {
      const { text } = tidy(cell.text);
      // What shows nothing is something in the column of names: it is told there.
      if (text !== '') filled.set(letter, text);
    }
  }
  return filled;
}

export function listShape(columns: readonly Column[], body: readonly SheetRow[]): ListShape {
  const used = columns.filter(({ field }) => field !== null).map(({ letter }) => letter);
  let lastFullRow = 0;
  for (const row of body) {
    let filled = 0;
    for (const letter of used) if (isFilled(row.cells[letter])) filled += 1;
    if (filled > 1 && !(mayBeTotal(row) && isTotal(filledCells(row), false))) lastFullRow = row.row;
  }
  return { columns, lastFullRow };
}

const isFilled = (cell: SheetCell | undefined): boolean =>
  cell !== undefined && (cell.formulaWithoutValue === true || cell.text.trim() !== '');

/** Looks at the first cell alone: most rows are people. */
function mayBeTotal({ cells }: SheetRow): boolean {
  for (const letter in cells) {
    const cell = cells[letter];
    if (cell !== undefined && isFilled(cell))
      return cell.text.length <= LONGEST_TOTAL && TOTALS.has(totalWord(cell.text));
  }
  return false;
}

const LONGEST_TOTAL = 60;

const totalWord = (text: string): string =>
  foldExactly(text)
    .replace(/[\d\s:=.,()]+/gu, ' ')
    .trim();

const NAMES: ReadonlySet<string | null> = new Set(['name', 'family', 'given']);

export function kindOfRow(row: SheetRow, { columns, lastFullRow }: ListShape): RowKind {
  if (isPlainlyPerson(row, columns)) return 'PERSON';
  const filled = filledCells(row);
  if (filled.size === 0) return 'BLANK';
  if (isTotal(filled, row.row > lastFullRow)) return 'TOTAL';
  if (filled.size > 1 && isHeadingsAgain(filled, columns)) return 'HEADINGS_AGAIN';
  const used = columns.filter(({ letter, field }) => field !== null && filled.has(letter));
  const [only] = used;
  const isAlone = filled.size === 1;
  const text = [...filled.values()][0] ?? '';
  if (isAlone && row.row > lastFullRow && isNote(text)) return 'BELOW_ROWS';
  if (only === undefined) return 'STRAY_CELL';
  if (!isAlone || lastFullRow === 0) return 'PERSON';
  if (only.field === 'constituency') return 'GROUP_HEADING';
  return NAMES.has(only.field) && text !== '' ? 'PERSON_OR_HEADING' : 'PERSON';
}

/** Two letters or more in three columns with fields, the first of them no word that adds up, and none of them its heading. */
function isPlainlyPerson(row: SheetRow, columns: readonly Column[]): boolean {
  let filled = 0;
  for (const { letter, field, heading } of columns) {
    const text = row.cells[letter]?.text;
    if (field === null || text === undefined || !/[\p{L}\p{N}]{2}/u.test(text)) continue;
    if (text.trim().toLowerCase() === heading.toLowerCase()) return false;
    filled += 1;
    if (filled === 3) return !mayBeTotal(row);
  }
  return false;
}

/** A word that adds up, and beside it nothing but numbers; without a number only below all people. */
function isTotal(filled: ReadonlyMap<ColumnLetter, string>, isBelow: boolean): boolean {
  const [first = '', ...others] = filled.values();
  if (!isBelow && ![first, ...others].some((text) => /\d/.test(text))) return false;
  return TOTALS.has(totalWord(first)) && others.every((text) => /^[\d\s.,%€$£]*$/u.test(text));
}

const isHeadingsAgain = (filled: ReadonlyMap<ColumnLetter, string>, columns: readonly Column[]): boolean =>
  columns.every(({ letter, heading }) => headingKey(heading) === headingKey(filled.get(letter) ?? ''));

const LONGEST_NAME_OF_A_ROW = 60;

/** A sentence, not a name: below a list it is a note. */
const isNote = (text: string): boolean =>
  text.length > LONGEST_NAME_OF_A_ROW ||
  text.split(' ').length > 6 ||
  /^[*†•]|[:;!?]|[.。]$|\d{4}/u.test(text);
