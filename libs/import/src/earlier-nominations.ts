import { foldedValue, isEqualValue } from './equal-values.js';
import { type RowField } from './fields.js';
import { type EarlierNomination } from './known.js';
import { COMPARED } from './outcomes.js';
import { type RowDraft } from './row-draft.js';

type Row = Pick<RowDraft, 'fields'>;

/** So many of one name are looked at for the one that says the most like a row; behind them comes whoever is next. */
const MOST_NAMESAKES = 50;

/**
 * Finds which of the body's nominations each row is about: by the body's own key, else by the address, else by the name where one
 * of the two has no address. Each is found by one row. Of namesakes, the rows that say just the same come first, and then each has
 * the one that it would change the least: a list that is loaded again doubles nobody, in whichever order its rows stand.
 */
export function matchEarlier<Draft extends Row>(
  drafts: readonly Draft[],
  earlier: readonly EarlierNomination[],
): ReadonlyMap<Draft, EarlierNomination> {
  const matched = new Map<Draft, EarlierNomination>();
  if (earlier.length === 0) return matched;
  const free = new FreeNominations(earlier);
  const match = (rows: readonly Draft[], find: (row: Draft) => EarlierNomination | undefined) => {
    for (const row of rows) {
      const one = matched.has(row) ? undefined : find(row);
      if (one === undefined) continue;
      free.take(one);
      matched.set(row, one);
    }
  };
  match(drafts, (row) => free.ofKey('externalReference', row) ?? free.ofKey('email', row));
  const unmatched = drafts.filter((row) => !matched.has(row));
  match(unmatched, (row) => free.namesake(row, 0));
  match(unmatched, (row) => free.namesake(row, COMPARED.length));
  return matched;
}

/** Nominations that no row is about yet; of equals the newest first. */
class FreeNominations {
  private readonly byKey = new Map<string, EarlierNomination[]>();
  private readonly taken = new Set<string>();

  constructor(earlier: readonly EarlierNomination[]) {
    for (const one of earlier.toReversed())
      for (const field of KEYS) {
        const key = keyOf(field, one);
        if (key === undefined) continue;
        const others = this.byKey.get(key);
        if (others === undefined) this.byKey.set(key, [one]);
        else others.push(one);
      }
  }

  take({ id }: EarlierNomination): void {
    this.taken.add(id);
  }

  ofKey(field: Key, row: Row): EarlierNomination | undefined {
    return this.withKey(field, row)[0];
  }

  /** Of one name, and not of another address; with so many changes at most. */
  namesake(row: Row, mostChanges: number): EarlierNomination | undefined {
    let nearest: EarlierNomination | undefined;
    let fewest = mostChanges + 1;
    for (const one of this.withKey('name', row)) {
      if (one.fields.email !== undefined && row.fields.email !== undefined) continue;
      const changes = changesOf(row, one);
      if (changes >= fewest) continue;
      [nearest, fewest] = [one, changes];
    }
    return nearest;
  }

  private withKey(field: Key, row: Row): readonly EarlierNomination[] {
    const key = keyOf(field, row);
    const all = key === undefined ? undefined : this.byKey.get(key);
    if (all === undefined) return [];
    const left: EarlierNomination[] = [];
    let seen = 0;
    while (seen < all.length && left.length < MOST_NAMESAKES) {
      const one = all[seen++];
      if (one !== undefined && !this.taken.has(one.id)) left.push(one);
    }
    // Who was taken is looked at once.
    if (left.length < seen) all.splice(0, seen, ...left);
    return left;
  }
}

const KEYS = ['externalReference', 'email', 'name'] as const satisfies readonly RowField[];
type Key = (typeof KEYS)[number];

function keyOf(field: Key, { fields }: Row): string | undefined {
  const value = fields[field];
  return value === undefined ? undefined : `${field}=${foldedValue(field, value)}`;
}

/** How many fields of the nomination the row would change. */
const changesOf = (row: Row, { fields }: EarlierNomination): number =>
  COMPARED.filter((field) => {
    const [from, to] = [fields[field], row.fields[field]];
    return to !== undefined && !(from !== undefined && isEqualValue(field, from, to));
  }).length;
