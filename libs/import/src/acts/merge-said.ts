import { Refusal } from '#libs/kernel';
import { type SaidInput } from './said-input.js';
import { type Said } from '../known.js';
import { answerKey } from '../questions.js';

/** Of each kind, in one list. */
const MOST_SAID = 5_000;

/** What was said before, with what is said now. Refuses INVALID_INPUT where it would be more than a list can need. */
export function mergeSaid(before: Said, { answers, columns, cells }: SaidInput): Said {
  return {
    answers: merged('answers', before.answers, answers, (one) => [
      answerKey(one.about, one.item),
      one.isTakenBack ? undefined : (one.choice ?? null),
    ]),
    columns: merged('columns', before.columns, columns, (one) => [
      one.column,
      one.isTakenBack ? undefined : (one.field ?? null),
    ]),
    cells: merged('cells', before.cells, cells, (one) => [one.cell, one.text ?? undefined]),
  };
}

function merged<Value, Input>(
  what: string,
  before: Readonly<Record<string, Value>> | undefined,
  said: readonly Input[] | null | undefined,
  entryOf: (one: Input) => readonly [key: string, value: Value | undefined],
): Readonly<Record<string, Value>> {
  const after = new Map(Object.entries(before ?? {}));
  for (const one of said ?? []) {
    const [key, value] = entryOf(one);
    if (value === undefined) after.delete(key);
    else after.set(key, value);
  }
  if (after.size > MOST_SAID)
    throw new Refusal(
      'INVALID_INPUT',
      'More is said of this list than can be kept. Mend the file, and load it again.',
      ['input', what],
    );
  return Object.fromEntries(after);
}
