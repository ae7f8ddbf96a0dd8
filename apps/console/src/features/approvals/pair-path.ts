interface OneOfPair {
  readonly id: string;
  readonly state: string;
  readonly invitation: { readonly state: string } | null;
}

/** States of nominations that go on, of which the host asks whether two are of one person. */
const GOING_ON = ['SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'DECIDED', 'APPROVED', 'RESERVED'];
/** Of an invitation that has ended without a guest. */
const ENDED = ['DECLINED', 'LAPSED', 'CANCELLED'];

/** The page of a pair, the older nomination (of the smaller id) first; undefined where one of both has ended. */
export const pairPath = (one: OneOfPair, other: OneOfPair): string | undefined =>
  [one, other].every(
    ({ state, invitation }) => GOING_ON.includes(state) && !ENDED.includes(invitation?.state ?? ''),
  )
    ? `/duplicates/${[one.id, other.id].sort().join('/')}`
    : undefined;
