import { isEqualValue } from './equal-values.js';
import { DRAFT_FIELDS, type RowField } from './fields.js';
import { type EarlierNomination } from './known.js';
import { type Asking } from './questions.js';
import { type RowDraft } from './row-draft.js';

/** What applying a row would do: make a draft, change one, nothing; or nobody can say before a person has. */
export type Outcome = 'NEW' | 'UPDATE' | 'LEAVE' | 'ASK';

/** A field that would change. */
export interface FieldChange {
  /** Undefined where it was empty. */
  readonly from: string | number | undefined;
  readonly to: string | number;
}

export interface RowOutcome {
  readonly outcome: Outcome;
  /** The nomination that the row is about. */
  readonly earlierId: string | null;
  readonly changes: Readonly<Partial<Record<RowField, FieldChange>>>;
}

/** What of a row is held against the nomination that it is about. */
export const COMPARED: readonly RowField[] = [...DRAFT_FIELDS, 'constituency'];
const NEW: RowOutcome = { outcome: 'NEW', earlierId: null, changes: {} };

/**
 * What a row would do. What the row leaves empty clears nothing; case and accents change nothing, and the spelling that is stored
 * stays; a name that differs is asked for; what a list may not change stays as it is.
 */
export function outcomeOf(
  draft: RowDraft,
  earlier: EarlierNomination | undefined,
  asking: Asking,
): RowOutcome {
  if (earlier === undefined) return draft.isStopped ? { ...NEW, outcome: 'ASK' } : NEW;
  const changes: Partial<Record<RowField, FieldChange>> = {};
  for (const field of COMPARED) {
    const to = draft.fields[field];
    const from = earlier.fields[field];
    if (to === undefined) continue;
    if (from !== undefined && isEqualValue(field, from, to)) draft.fields[field] = from;
    else changes[field] = { from, to };
  }
  const isChanged = Object.keys(changes).length > 0;
  if (isChanged && !earlier.isChangeable) {
    const [field] = Object.keys(changes) as RowField[];
    draft.say('NOT_CHANGEABLE', draft.cells.get(field ?? 'name') ?? draft.at(undefined));
    return { outcome: draft.isStopped ? 'ASK' : 'LEAVE', earlierId: earlier.id, changes: {} };
  }
  askForName(draft, changes, asking);
  const isLeft = Object.keys(changes).length === 0;
  return {
    outcome: draft.isStopped ? 'ASK' : isLeft ? 'LEAVE' : 'UPDATE',
    earlierId: earlier.id,
    changes,
  };
}

function askForName(draft: RowDraft, changes: Partial<Record<RowField, FieldChange>>, asking: Asking): void {
  const change = changes.name;
  if (change?.from === undefined) return;
  const choices = [String(change.from), String(change.to)];
  const said = asking.answerTo('NAME_DIFFERS', draft.row, choices);
  if (said === change.to) return;
  if (said === undefined)
    draft.say('NAME_DIFFERS', draft.cells.get('name') ?? draft.at(undefined), { choices });
  draft.fields.name = change.from;
  delete changes.name;
}

/** How many rows do what. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export function countOutcomes(rows: readonly { readonly outcome: Outcome }[]): OutcomeCounts {
  const counts = { NEW: 0, UPDATE: 0, LEAVE: 0, ASK: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** What the button does, in English: "Draft 187, update 9, leave 4". Rows that wait are no part of it; empty where nothing is to do. */
export function buttonLabel({ NEW: drafted, UPDATE: updated, LEAVE: left }: OutcomeCounts): string {
  const said = [
    ['draft', drafted],
    ['update', updated],
    ['leave', left],
  ] as const;
  const words = said
    .flatMap(([verb, count]) => (count === 0 ? [] : [`${verb} ${count.toLocaleString('en-GB')}`]))
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
