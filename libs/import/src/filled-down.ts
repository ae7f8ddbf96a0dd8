import { foldExactly } from '#libs/names';
import { type Column } from './columns.js';
import { type PersonRow } from './person-rows.js';
import { answerKey, type Asking } from './questions.js';
import { columnOf, type ColumnLetter, type SheetCell, type SheetRow } from './sheet.js';
import { tidy } from './tidy.js';

/** The value of an empty cell that stands only at the start of its group, or the key of the question whether it does. */
export type FilledDown = ReadonlyMap<number, SheetCell | { readonly waitsFor: string }>;

type Filled = Map<number, SheetCell | { readonly waitsFor: string }>;

const MAY_BE_GROUPS: ReadonlySet<string | null> = new Set([
  'constituency',
  'organisation',
  'delegation',
  'country',
]);

/** By column and row: what merged cells reach down to, surely; what stands only at the start of a group, after asking. */
export function filledDown(
  rows: readonly SheetRow[],
  people: readonly PersonRow[],
  columns: readonly Column[],
  asking: Asking,
): ReadonlyMap<ColumnLetter, FilledDown> {
  const isMerged = people.some(({ row }) =>
    Object.values(row.cells).some(({ mergedFrom }) => mergedFrom !== undefined),
  );
  const byRow = new Map(isMerged ? rows.map((row) => [row.row, row]) : []);
  return new Map(
    columns
      .filter(({ field }) => field !== null)
      .map(({ letter, field }) => {
        const filled: Filled = isMerged ? mergedInto(letter, byRow, people) : new Map<number, SheetCell>();
        if (MAY_BE_GROUPS.has(field)) groupsInto(filled, letter, field === 'constituency', people, asking);
        return [letter, filled];
      }),
  );
}

function mergedInto(
  letter: ColumnLetter,
  byRow: ReadonlyMap<number, SheetRow>,
  people: readonly PersonRow[],
): Filled {
  const filled: Filled = new Map();
  for (const { row } of people) {
    const from = row.cells[letter]?.mergedFrom;
    if (from === undefined || columnOf(from) !== letter) continue;
    const above = byRow.get(Number(from.slice(letter.length)))?.cells[letter];
    if (above !== undefined) filled.set(row.row, above);
  }
  return filled;
}

/** Rows of one column: which begin a group, and which have nothing of their own. */
function groupsInto(
  filled: Filled,
  letter: ColumnLetter,
  isConstituency: boolean,
  people: readonly PersonRow[],
  asking: Asking,
): void {
  const blank: PersonRow[] = [];
  const values = new Set<string>();
  for (const person of people) {
    const cell = person.row.cells[letter];
    const text = cell === undefined ? '' : tidy(cell.text).text;
    const isBlank = text === '' && cell?.formulaWithoutValue !== true && !filled.has(person.row.row);
    if (isBlank && values.size === 0) return;
    if (isBlank) blank.push(person);
    else {
      const value = foldExactly(text);
      // A value that comes back stands in each of its rows; where it is missing, it is missing.
      if (values.has(value)) return;
      values.add(value);
    }
  }
  if (blank.length === 0 || (!isConstituency && (values.size < 2 || blank.length < values.size))) return;
  const said = blank.map(({ row }) =>
    asking.ask('GROUP_FILL', letter, { shown: letter, choices: ['COPY_DOWN', 'LEAVE_EMPTY'], row: row.row }),
  )[0];
  if (said === 'LEAVE_EMPTY') return;
  const isBlankRow = new Set(blank.map(({ row }) => row.row));
  let above: SheetCell | undefined;
  for (const { row } of people) {
    if (!isBlankRow.has(row.row)) above = row.cells[letter] ?? above;
    else if (said === undefined) filled.set(row.row, { waitsFor: answerKey('GROUP_FILL', letter) });
    else if (above !== undefined) filled.set(row.row, above);
  }
}
