import { useState } from 'react';

/** A row as an act on many names it: at the version that was read. */
export interface TickedItem {
  readonly id: string;
  readonly version: number;
}

export interface Ticked {
  readonly items: readonly TickedItem[];
  readonly has: (id: string) => boolean;
  /** With `isRange` all rows from the last one that was ticked to this one become like it. */
  readonly tick: (id: string, isTicked: boolean, isRange: boolean) => void;
  readonly tickAll: (isTicked: boolean) => void;
  /** Takes a list as it is: all that match. */
  readonly take: (items: readonly TickedItem[]) => void;
  readonly clear: () => void;
}

/**
 * Which rows of a list are ticked, those of other pages included: in the order in which they were, each at the version that it had when
 * it was ticked.
 */
export function useTicked(rows: readonly TickedItem[]): Ticked {
  const [items, setItems] = useState<readonly TickedItem[]>([]);
  const [last, setLast] = useState<string>();
  const change = (some: readonly TickedItem[], isTicked: boolean) => {
    const ids = new Set(some.map(({ id }) => id));
    setItems((before) => {
      const others = before.filter(({ id }) => !ids.has(id));
      return isTicked ? [...others, ...some.map(({ id, version }) => ({ id, version }))] : others;
    });
  };
  return {
    items,
    has: (sought) => items.some(({ id }) => id === sought),
    tick(id, isTicked, isRange) {
      const [from, to] = [last, id]
        .map((one) => rows.findIndex((row) => row.id === one))
        .sort((a, b) => a - b);
      const isOnPage = from !== undefined && to !== undefined && from >= 0;
      change(isRange && isOnPage ? rows.slice(from, to + 1) : rows.filter((row) => row.id === id), isTicked);
      setLast(id);
    },
    tickAll(isTicked) {
      change(rows, isTicked);
    },
    take(all) {
      setItems(all);
    },
    clear() {
      setItems([]);
      setLast(undefined);
    },
  };
}
