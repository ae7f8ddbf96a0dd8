import { isCountryCode } from '#libs/kernel';
import { type Column } from './columns.js';
import { type DateOrder, DATE_ORDERS, datesOfColumn, inOrder, parseDateText } from './dates.js';
import { type ColumnField } from './fields.js';
import { type FilledDown, filledDown } from './filled-down.js';
import { isInSyllables, NAME_ORDERS, NAME_ORDERS_OF_SYLLABLES } from './names.js';
import { type PersonRow } from './person-rows.js';
import { type Asking } from './questions.js';
import { type ColumnLetter, type SheetRow } from './sheet.js';
import { saysNothing, tidy, unguarded } from './tidy.js';

/** What a whole column says of its cells. */
export interface ReadingPlan {
  readonly letterOf: ReadonlyMap<ColumnField, ColumnLetter>;
  readonly filled: ReadonlyMap<ColumnLetter, FilledDown>;
  /** The order of dates, by column; null where nobody has said. Columns of other things are not there. */
  readonly dateOrders: ReadonlyMap<ColumnLetter, DateOrder | null>;
  readonly nameOrders: readonly string[];
  /** The countries are written as codes of two letters, so NA is Namibia. */
  readonly areCountriesCodes: boolean;
  /** Columns that no field takes, or only where another is empty: their values are kept beside the draft under this heading. */
  readonly others: readonly { readonly letter: ColumnLetter; readonly heading: string }[];
  /** Columns that could still be that of the names. */
  readonly freeColumns: readonly ColumnLetter[];
  /** Columns with cells and without a heading. */
  readonly withoutHeading: readonly ColumnLetter[];
}

export function readingPlan(
  rows: readonly SheetRow[],
  people: readonly PersonRow[],
  columns: readonly Column[],
  asking: Asking,
): ReadingPlan {
  const letterOf = new Map(
    columns.flatMap(({ field, letter }) => (field === null ? [] : [[field, letter] as const])),
  );
  const unused = columns.filter(({ field }) => field === null);
  const others = namedApart(
    columns.filter(
      ({ field, heading, isHidden, isRepeated }) =>
        (field === null || field === 'delegation') && heading !== '' && !isHidden && !isRepeated,
    ),
  );
  return {
    letterOf,
    filled: filledDown(rows, people, columns, asking),
    dateOrders: dateOrders(others, people, asking),
    nameOrders: anyIn(people, [letterOf.get('family'), letterOf.get('given')], isInSyllables)
      ? NAME_ORDERS_OF_SYLLABLES
      : NAME_ORDERS,
    areCountriesCodes: areCodes(people, letterOf.get('country')),
    others,
    freeColumns: unused.map(({ letter }) => letter),
    withoutHeading: columns.some(({ heading }) => heading !== '')
      ? unused.filter(({ heading }) => heading === '').map(({ letter }) => letter)
      : [],
  };
}

/** Headings as keys: the second of two equal ones has its column's letter too. */
function namedApart(columns: readonly Column[]): ReadingPlan['others'] {
  const seen = new Set<string>();
  return columns.map(({ letter, heading }) => {
    const name = seen.has(heading) ? `${heading} (${letter})` : heading;
    seen.add(name);
    return { letter, heading: name };
  });
}

function* valuesOf(people: readonly PersonRow[], letter: ColumnLetter): Generator<string> {
  for (const { row } of people) {
    const cell = row.cells[letter];
    if (cell === undefined) continue;
    const { text } = tidy(cell.date ?? unguarded(cell.text));
    if (text !== '' && !saysNothing(text)) yield text;
  }
}

const anyIn = (
  people: readonly PersonRow[],
  letters: readonly (ColumnLetter | undefined)[],
  fits: (text: string) => boolean,
): boolean =>
  letters.some(
    (letter) => letter !== undefined && people.some(({ row }) => fits(row.cells[letter]?.text ?? '')),
  );

function areCodes(people: readonly PersonRow[], letter: ColumnLetter | undefined): boolean {
  let count = 0;
  if (letter === undefined) return false;
  for (const text of valuesOf(people, letter)) {
    if (!isCountryCode(text.toUpperCase())) return false;
    count += 1;
  }
  return count > 0;
}

function dateOrders(
  others: ReadingPlan['others'],
  people: readonly PersonRow[],
  asking: Asking,
): ReadonlyMap<ColumnLetter, DateOrder | null> {
  return new Map(
    others.flatMap(({ letter }) => {
      const { areDates, order, isOpen } = datesOfColumn(valuesOf(people, letter));
      if (!areDates) return [];
      if (order !== null || !isOpen) return [[letter, order] as const];
      return [[letter, askedOrder(letter, people, asking)] as const];
    }),
  );
}

function askedOrder(letter: ColumnLetter, people: readonly PersonRow[], asking: Asking): DateOrder | null {
  let said: unknown;
  for (const { row } of people) {
    const date = parseDateText(tidy(row.cells[letter]?.text ?? '').text);
    if (date === null || 'iso' in date) continue;
    said = asking.ask('DATE_ORDER', letter, {
      shown: letter,
      choices: DATE_ORDERS,
      row: row.row,
      gives: (choice) =>
        choice === null ? '' : inOrder(date, choice === 'MONTH_FIRST' ? choice : 'DAY_FIRST'),
    });
  }
  return DATE_ORDERS.find((order) => order === said) ?? null;
}
