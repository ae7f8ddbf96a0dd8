import { foldExactly } from '#libs/names';
import { foldedValue } from './equal-values.js';
import { type RowField } from './fields.js';
import { skip, type SkippedRow } from './person-rows.js';
import { type Asking } from './questions.js';
import { type RowDraft } from './row-draft.js';
import { type SheetRow } from './sheet.js';
import { tidy } from './tidy.js';

/** A row, what it has become, and the cells that it came from. */
export interface ReadRow {
  readonly row: SheetRow;
  readonly draft: RowDraft;
}

/** What a person may say of a row whose address an earlier row has. */
export const takeRow = (row: number): string => `ROW_${row}`;
export const TWO_PEOPLE = 'TWO_PEOPLE';

/**
 * Leaves out the rows that are equal to an earlier one, and asks about those that have its address and other details. All of one
 * address are compared with the first; the last that is taken in its place replaces it.
 */
export function withoutSameRows(
  rows: readonly ReadRow[],
  usedLetters: readonly string[],
  asking: Asking,
): { readonly kept: readonly ReadRow[]; readonly skipped: readonly SkippedRow[] } {
  const first = new Map<string, ReadRow>();
  const groups = new Map<string, ReadRow[]>();
  for (const one of rows) {
    const key = groupOf(one.draft);
    if (key === null) continue;
    const group = groups.get(key);
    const before = first.get(key);
    if (before === undefined) first.set(key, one);
    else if (group === undefined) groups.set(key, [before, one]);
    else group.push(one);
  }
  const skipped = new Map<number, SkippedRow>();
  for (const group of groups.values()) compare(group, usedLetters, asking, skipped);
  return {
    kept: rows.filter(({ draft }) => !skipped.has(draft.row)),
    skipped: [...skipped.values()],
  };
}

/** One address; without one, one name. Rows of which nobody has said that they are people stand for nobody. */
function groupOf({ fields, waitsFor }: RowDraft): string | null {
  for (const key of waitsFor) if (/^(HIDDEN_ROWS|GROUP_HEADINGS)\//.test(key)) return null;
  if (fields.email !== undefined) return foldedValue('email', fields.email);
  return fields.name === undefined ? null : `${foldedValue('name', fields.name)}\n`;
}

function compare(
  group: readonly ReadRow[],
  usedLetters: readonly string[],
  asking: Asking,
  skipped: Map<number, SkippedRow>,
): void {
  const byDetails = new Map<string, number>();
  const different: RowDraft[] = [];
  for (const one of group) {
    const details = detailsOf(one, usedLetters);
    const equal = byDetails.get(details);
    if (equal !== undefined) {
      skipped.set(one.draft.row, skip(one.draft.row, 'SAME_AS_ROW', equal));
      continue;
    }
    byDetails.set(details, one.draft.row);
    different.push(one.draft);
  }
  const [first, ...others] = different;
  if (first?.fields.email === undefined) return;
  let taken = first;
  for (const draft of others) {
    const choices = [takeRow(first.row), takeRow(draft.row), TWO_PEOPLE];
    const said = asking.answerTo('SAME_IN_FILE', draft.row, choices);
    if (said === TWO_PEOPLE) continue;
    if (said === undefined) {
      draft.say('SAME_IN_FILE', draft.cells.get('email') ?? draft.at(undefined), {
        sameAs: first.row,
        choices,
      });
    } else if (said === takeRow(first.row)) {
      skipped.set(draft.row, skip(draft.row, 'SAME_AS_ROW', first.row));
    } else {
      skipped.set(taken.row, skip(taken.row, 'SAME_AS_ROW', draft.row));
      taken = draft;
    }
  }
}

/** What of a row makes it equal to another: its fields, and what stands in the cells of those that it has not yet. */
function detailsOf({ row, draft }: ReadRow, usedLetters: readonly string[]): string {
  const fields = Object.entries(draft.fields)
    .map(([field, value]) => `${field}=${foldedValue(field as RowField, value)}`)
    .sort();
  const has = new Set([...draft.cells.values()].map((cell) => cell.replace(/\d+$/, '')));
  const texts = usedLetters
    .filter((letter) => !has.has(letter))
    .map((letter) => `${letter}=${foldExactly(tidy(row.cells[letter]?.text ?? '').text)}`);
  return JSON.stringify([...fields, ...texts]);
}
