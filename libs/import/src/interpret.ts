import { type Column, type ColumnMapping, columnsOf } from './columns.js';
import { constituencyIndex } from './constituencies.js';
import { type DateOrder } from './dates.js';
import { matchEarlier } from './earlier-nominations.js';
import { type FieldValues } from './fields.js';
import { type Known, type Said } from './known.js';
import { countOutcomes, outcomeOf, type OutcomeCounts, type RowOutcome } from './outcomes.js';
import { personRows, type PersonRow, type SkippedRow } from './person-rows.js';
import { type Problem } from './problems.js';
import { answerKey, Asking, type Question } from './questions.js';
import { readingPlan } from './reading-plan.js';
import { RowReader } from './read-row.js';
import { type ReadRow, withoutSameRows } from './same-in-file.js';
import { byColumn, columnOf, type ColumnLetter, type Sheet, type SheetCell, type SheetRow } from './sheet.js';
import { unguarded } from './tidy.js';

/** What a page says without asking; lists end after MOST_TOLD entries. */
export type ImportTold =
  | { readonly kind: 'COLUMNS_NOT_USED'; readonly columns: readonly ColumnLetter[] }
  | { readonly kind: 'GUARDS_TAKEN_OFF'; readonly cells: readonly string[] };

/** A person of the list, and what the row would become. */
export interface ImportRow extends RowOutcome {
  readonly row: number;
  readonly fields: FieldValues;
  /** Of a name in two columns. */
  readonly nameParts: { readonly family?: string; readonly given?: string };
  /** Values of columns that no field takes, by heading; they are part of no draft. */
  readonly other: Readonly<Record<string, string | boolean>>;
  readonly problems: readonly Problem[];
  /** `answerKey`s of the questions that the row waits for. */
  readonly waitsFor: readonly string[];
}

/** What a list means. */
export interface Meaning {
  readonly columns: readonly Column[];
  /** Of columns of dates that no field takes; null where nobody has said. */
  readonly dateOrders: Readonly<Record<ColumnLetter, DateOrder | null>>;
  readonly told: readonly ImportTold[];
  readonly questions: readonly Question[];
  readonly rows: readonly ImportRow[];
  /** By row. */
  readonly skipped: readonly SkippedRow[];
  readonly counts: OutcomeCounts;
}

const MOST_TOLD = 1_000;

/**
 * What each row of a sheet would become. Pure: the same sheet, knowledge and answers give the same, in whichever order the answers
 * came. An open question makes its rows wait, not the file. Costs as many steps as there are cells.
 */
export function interpret(sheet: Sheet, known: Known, said: Said = {}): Meaning {
  const rows = mended(sheet.rows, said.cells ?? {});
  const answers = { ...known.remembered?.answers, ...said.answers };
  const asking = new Asking(answers);
  const lastHeading = Math.max(0, ...sheet.headingRows);
  const codeOf = constituencyIndex(known.constituencies);
  const columns = columnsOf(
    { ...sheet, rows },
    rows.filter(({ row }) => row > lastHeading),
    {
      isCountry: (text) => known.countries(text).length > 0,
      isConstituency: (text) => codeOf(text) !== undefined,
      mapping: { ...nameColumn(answers[answerKey('NAME_COLUMN')]), ...said.columns },
      remembered: known.remembered?.columns ?? {},
    },
  );
  const { people, skipped } = personRows(rows, sheet.headingRows, columns, asking);
  const plan = readingPlan(rows, people, columns, asking);
  const reader = new RowReader(known, plan, asking);
  const read: readonly ReadRow[] = people.map((person) => ({ row: person.row, draft: reader.read(person) }));
  const { kept, skipped: same } = withoutSameRows(read, [...plan.letterOf.values()], asking);
  const earlier = matchEarlier(
    kept.map(({ draft }) => draft),
    known.earlier ?? [],
  );
  const results = kept.map(({ draft }): ImportRow => {
    const outcome = outcomeOf(draft, earlier.get(draft), asking);
    return {
      row: draft.row,
      fields: draft.fields,
      nameParts: draft.parts,
      other: draft.other,
      problems: draft.problems,
      waitsFor: [...draft.waitsFor],
      ...outcome,
    };
  });
  return {
    columns,
    dateOrders: Object.fromEntries(plan.dateOrders),
    told: toldOf(columns, people),
    questions: asking.questions(),
    rows: results,
    skipped: [...skipped, ...same].sort((left, right) => left.row - right.row),
    counts: countOutcomes(results),
  };
}

const nameColumn = (letter: string | null | undefined): ColumnMapping =>
  typeof letter === 'string' && letter !== '' ? { [letter]: 'name' } : {};

/** The rows with what was typed in place of cells; an empty text leaves the cell empty. */
function mended(rows: readonly SheetRow[], cells: Readonly<Record<string, string>>): readonly SheetRow[] {
  const byRow = new Map<number, [ColumnLetter, string][]>();
  for (const [name, text] of Object.entries(cells)) {
    const letter = columnOf(name);
    const row = Number(name.slice(letter.length));
    byRow.set(row, [...(byRow.get(row) ?? []), [letter, text]]);
  }
  if (byRow.size === 0) return rows;
  return rows.map((row) => {
    const typed = byRow.get(row.row);
    if (typed === undefined) return row;
    const after = new Map<ColumnLetter, SheetCell>(Object.entries(row.cells));
    for (const [letter, text] of typed) {
      if (text === '') after.delete(letter);
      else after.set(letter, { text });
    }
    return { ...row, cells: Object.fromEntries(after) };
  });
}

function toldOf(columns: readonly Column[], people: readonly PersonRow[]): readonly ImportTold[] {
  const notUsed = columns
    .filter(({ field, heading }) => field === null && heading !== '')
    .map(({ letter }) => letter);
  const cells: string[] = [];
  for (const { row } of people) {
    if (cells.length >= MOST_TOLD) break;
    for (const [letter, { text }] of Object.entries(row.cells)) {
      if (unguarded(text) !== text) cells.push(`${letter}${row.row}`);
    }
  }
  return [
    ...(notUsed.length === 0 ? [] : [{ kind: 'COLUMNS_NOT_USED' as const, columns: notUsed.sort(byColumn) }]),
    ...(cells.length === 0 ? [] : [{ kind: 'GUARDS_TAKEN_OFF' as const, cells: cells.slice(0, MOST_TOLD) }]),
  ];
}
