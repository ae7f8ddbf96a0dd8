/** How many people are in each part; the parts together are all of them. */
export type Counts = Readonly<Record<string, number>>;

/** What may be shown of a part: how many, that they are few, or nothing. */
export type ShownCell = number | 'FEW' | 'HIDDEN';

export interface ShownTable {
  readonly cells: Readonly<Record<string, ShownCell>>;
  /** Null where it would give a hidden part away. */
  readonly total: number | null;
}

/**
 * A table of people from which nobody can work out a part of fewer than `smallest`: such a part is "fewer than 5"; where it is
 * the only one that is not told, the next smallest is hidden too, and where there is none, the total. Nobody is nobody: a part
 * without people is told.
 *
 * @param published the same table as it was published before: a part that has changed by fewer people than `smallest` is
 *   hidden, for the difference would tell of those few
 */
export function shownTable(counts: Counts, smallest: number, published?: ShownTable): ShownTable {
  const isSmall = (count: number): boolean => count > 0 && count < smallest;
  const before = (name: string): number | undefined => {
    const cell = published?.cells[name];
    return typeof cell === 'number' ? cell : undefined;
  };
  const cells: Record<string, ShownCell> = {};
  for (const [name, count] of Object.entries(counts)) {
    const hasMovedBy = Math.abs(count - (before(name) ?? count));
    cells[name] = isSmall(count) ? 'FEW' : isSmall(hasMovedBy) ? 'HIDDEN' : count;
  }
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const hidden = Object.keys(cells).filter((name) => typeof cells[name] !== 'number');
  const hasTotalMoved = isSmall(Math.abs(all - (published?.total ?? all)));
  if (hidden.length === 0) return { cells, total: hasTotalMoved ? null : all };
  if (hidden.length === 1) {
    const [next] = Object.entries(counts)
      .filter(([name, count]) => !hidden.includes(name) && count > 0)
      .sort(([, one], [, other]) => one - other);
    if (next === undefined) return { cells, total: null };
    cells[next[0]] = 'HIDDEN';
  }
  return { cells, total: hasTotalMoved ? null : all };
}
