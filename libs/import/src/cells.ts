import { codePoints } from '#libs/kernel';
import { type DraftField, type FieldRules } from './fields.js';
import { problem, type Problem } from './problems.js';
import { type SheetCell } from './sheet.js';
import { errorMark, isSpoiledNumber, saysNothing, tidy, unguarded } from './tidy.js';

/** A cell that can be used, its text tidied; '' where it says that there is nothing. */
export interface UsableCell {
  readonly text: string;
  readonly problems: readonly Problem[];
}

export interface CellUse {
  /** Keeps its line breaks. */
  readonly isProse?: boolean;
  /** n/a and a dash are values, as in a name. */
  readonly isName?: boolean;
  /** For a cell that is too long to carry: how long the field may be. */
  readonly rule?: FieldRules[DraftField];
}

const ABSENT: UsableCell = { text: '', problems: [] };
/** No rule takes as many; what is longer is told with its own length. */
const STAND_IN = 40_000;

/** What a cell says; null, with the problem, where it is there and cannot be used. */
export function usableCell(
  cell: SheetCell | undefined,
  at: string,
  { isProse = false, isName = false, rule }: CellUse = {},
): UsableCell | { readonly text: null; readonly problems: readonly Problem[] } {
  if (cell === undefined) return ABSENT;
  if (cell.formulaWithoutValue === true) return stopped(problem('FORMULA_WITHOUT_VALUE', at));
  const mark = cell.error ?? errorMark(cell.text);
  if (mark !== undefined) return stopped(problem('ERROR_VALUE', at, { mark }));
  if (cell.characters !== undefined) {
    const refused = rule === undefined ? undefined : ruleProblem(rule, 'x'.repeat(STAND_IN), at);
    return stopped({ ...(refused ?? problem('VALUE_REFUSED', at)), characters: cell.characters });
  }
  const { text, removed } = tidy(unguarded(cell.text), isProse);
  if (text === '' || (!isName && saysNothing(text))) return ABSENT;
  return {
    text,
    problems: [
      ...(removed > 0 ? [problem('CHARACTERS_REMOVED', at)] : []),
      ...(isSpoiledNumber(text) ? [problem('NUMBER_SPOILED', at)] : []),
    ],
  };
}

const stopped = (one: Problem): { readonly text: null; readonly problems: readonly Problem[] } => ({
  text: null,
  problems: [one],
});

/** What the rule of a field says against a value; undefined where it takes it. */
export function ruleProblem(rule: FieldRules[DraftField], value: unknown, at: string): Problem | undefined {
  const { error } = rule.safeParse(value);
  if (error === undefined) return undefined;
  const limit = error.issues.map(limitOf).find((one) => one !== undefined);
  if (limit === undefined || typeof value !== 'string') {
    return problem('VALUE_REFUSED', at, { said: error.issues[0]?.message ?? '' });
  }
  return problem('TOO_LONG', at, { limit, characters: codePoints(value) });
}

/** The limit of characters that an issue is about, as the rules of the kernel give it. */
function limitOf(issue: unknown): number | undefined {
  const params = (issue as { readonly params?: { readonly limit?: unknown } }).params;
  return typeof params?.limit === 'number' ? params.limit : undefined;
}
