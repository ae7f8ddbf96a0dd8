/** A counter of a quota beside what the entries of its ledger make. */
export interface Counted {
  readonly stored: number;
  readonly ledger: number;
}

/** A quota as it is stored, with its ledger summed up. */
export interface QuotaState {
  readonly id: string;
  readonly body: string;
  readonly constituency: string;
  readonly allotted: Counted;
  readonly overridden: Counted;
  readonly held: Counted;
  readonly consumed: Counted;
  readonly onOffer: number;
}

/** How a subject of places stands, as its own context knows it. */
export interface SubjectStanding {
  readonly id: string;
  /** How people call it. */
  readonly name: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  /** Which place its state asks for. */
  readonly place: 'HELD' | 'USED' | 'NONE';
  /** How many places; one where nothing is said. */
  readonly count?: number;
  /** Why: the state in words. */
  readonly state: string;
  /** Its place is on its way back while work about one of these waits. */
  readonly settledBy: readonly string[];
}

/** What the ledger says of one subject on one quota. */
export interface SubjectEntries {
  readonly subjectId: string;
  readonly quotaId: string;
  readonly held: number;
  readonly consumed: number;
}

/** What a check of all quotas found. */
export interface QuotaVerdict {
  /** Quotas looked at. */
  readonly quotas: number;
  /** One line each, empty where all agree. */
  readonly problems: readonly string[];
}

const COUNTERS = ['allotted', 'overridden', 'held', 'consumed'] as const;

/** One line for each counter that the ledger does not explain, and for an offer that no place stands behind. */
export function problemsOfQuota(quota: QuotaState): string[] {
  const place = `${quota.body}, ${quota.constituency}`;
  const counters = COUNTERS.flatMap((counter) => {
    const { stored, ledger } = quota[counter];
    return stored === ledger
      ? []
      : [`${place}: ${counter} is ${stored}, the ledger says ${ledger} (${signed(stored - ledger)}).`];
  });
  // As many may be on offer as are not used for good: a hold borrows what it needs of them.
  const most = Math.max(quota.allotted.stored + quota.overridden.stored - quota.consumed.stored, 0);
  const over = quota.onOffer > most ? quota.onOffer - most : Math.min(quota.onOffer, 0);
  if (over === 0) return counters;
  return [
    ...counters,
    `${place}: on offer are ${quota.onOffer}, between 0 and ${most} can be (${signed(over)}).`,
  ];
}

const NO_ENTRIES = { held: 0, consumed: 0 };
const ASKED = {
  HELD: { held: 1, consumed: 0 },
  USED: { held: 0, consumed: 1 },
  NONE: NO_ENTRIES,
} as const;

/**
 * One line for each place that a subject has and should not, or lacks. `entries`: what the ledger says of it, by quota;
 * `quotaId`: that of its place, undefined where its body has none.
 */
export function problemsOfSubject(
  subject: SubjectStanding,
  entries: ReadonlyMap<string, SubjectEntries>,
  {
    quotaId,
    placeOf,
    isSettling,
  }: {
    readonly quotaId: string | undefined;
    readonly placeOf: (quotaId: string) => string;
    readonly isSettling: boolean;
  },
): string[] {
  const quotas = new Set([...entries.keys(), ...(quotaId === undefined ? [] : [quotaId])]);
  const found = [...quotas].flatMap((id) => {
    const has = entries.get(id) ?? NO_ENTRIES;
    const one = id === quotaId ? ASKED[subject.place] : NO_ENTRIES;
    const count = subject.count ?? 1;
    const asked = { held: one.held * count, consumed: one.consumed * count };
    // Whoever gives a used place up hears of it before the quota does.
    if (subject.place === 'NONE' && isSettling && has.held === 0 && has.consumed === 1) return [];
    return (['held', 'consumed'] as const).flatMap((counter) => {
      const off = has[counter] - asked[counter];
      if (off === 0) return [];
      const word = counter === 'held' ? 'holds' : 'uses';
      return [
        `${placeOf(id)}: ${subject.name} is ${subject.state} and ${word} ${has[counter]} of the places, ${asked[counter]} would be right (${signed(off)}).`,
      ];
    });
  });
  if (quotaId !== undefined || subject.place === 'NONE') return found;
  return [...found, `${subject.name} is ${subject.state} and its body has no places for it (-1).`];
}

const signed = (by: number): string => (by > 0 ? `+${by}` : String(by));
