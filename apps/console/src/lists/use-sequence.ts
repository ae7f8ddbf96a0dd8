import { useEffect, useState } from 'react';
import { usePartOnItsWay } from '../ui/drawn-together';

/** A part of a list: the ids of its rows, in their order. */
export interface SequencePart {
  readonly ids: readonly string[];
  /** How many the whole list has */
  readonly total: number;
  /** Behind which the next part begins; null at the end of the list */
  readonly next: string | null;
}

export interface Place {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** 1 for the first; undefined while the list is on its way, or when the record is not in it */
  readonly position: number | undefined;
  readonly total: number;
  /** Of the list, for links that keep to it */
  readonly search: string;
}

interface Sequence extends SequencePart {
  readonly search: string;
}

interface SequenceOptions {
  /** What the list is narrowed to, as its address says it: another search is another list */
  readonly search: string;
  /** Whether the record was opened from a page behind the first one: then it is looked for */
  readonly isSought: boolean;
  /** The part behind a cursor, null for the first; undefined where it could not be read */
  readonly readPart: (after: string | null) => Promise<SequencePart | undefined>;
}

/** How near the end of what is known the next part of the list is fetched. */
const MARGIN = 5;
/** Among how many a record is looked for that was opened from a page behind the first one. */
const MOST_SOUGHT = 1000;

/**
 * Where a record stands in the list that it was opened from. The list is read once, part by part, and kept: a record that was just
 * dealt with stays in it, so that "next" means what it meant when the person began.
 */
export function useSequence(id: string, { search, isSought, readPart }: SequenceOptions): Place {
  const [sequence, setSequence] = useState<Sequence>();
  const [failed, setFailed] = useState<string>();
  const isCurrent = sequence?.search === search;
  const ids = isCurrent ? sequence.ids : [];
  const index = ids.indexOf(id);
  const isNearEnd = index >= ids.length - MARGIN || (isSought && index === -1 && ids.length < MOST_SOUGHT);
  const needsMore = !isCurrent || (sequence.next !== null && isNearEnd);
  const after = isCurrent ? sequence.next : null;
  usePartOnItsWay(!isCurrent && failed !== search);

  useEffect(() => {
    if (!needsMore) return;
    let isWanted = true;
    void readPart(after).then((part) => {
      if (!isWanted) return;
      if (part === undefined) {
        setFailed(search);
        return;
      }
      setSequence((before) => {
        const known = before?.search === search ? before.ids : [];
        return {
          search,
          ids: [...known, ...part.ids.filter((other) => !known.includes(other))],
          total: before?.search === search ? before.total : part.total,
          next: part.next,
        };
      });
    });
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- how a part is read is a new function at each render; `search` stands for all that it depends on
  }, [search, after, needsMore]);

  return {
    previous: index > 0 ? ids[index - 1] : undefined,
    next: ids[index + 1],
    position: index === -1 ? undefined : index + 1,
    total: sequence?.total ?? 0,
    search,
  };
}
