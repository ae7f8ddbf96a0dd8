import { useClient } from 'urql';
import type { TickedItem } from '../../../lists/use-ticked';
import { useConferenceId } from '../../conference/current-conference';
import type { ManyAct, ManyResult } from './many-acts';
import type { ManyDone } from './many-dialog';
import { MatchingNominationsQuery } from './mutations';

/** An act on many that takes another one back. */
export interface Undoing {
  readonly act: ManyAct;
  readonly items: readonly TickedItem[];
  /** The constituency that they go back to */
  readonly to?: { readonly id: string; readonly name: string };
}

/** What undoes an act, where something does: a decision only until its release, which the service knows. */
const REVERSE: Readonly<Partial<Record<ManyAct, ManyAct>>> = {
  claim: 'letGo',
  markReady: 'unmarkReady',
  submit: 'withdraw',
  approve: 'reopen',
  reserve: 'reopen',
  refuse: 'reopen',
};

const itemsOf = (results: readonly ManyResult[]): TickedItem[] =>
  results.flatMap(({ nomination }) =>
    nomination === null ? [] : [{ id: nomination.id, version: nomination.version }],
  );

/** How to take back what was done; those that came from several constituencies go back to each of them. */
export function undoingsOf({ act, done, before }: ManyDone): readonly Undoing[] {
  const reverse = REVERSE[act];
  if (done.length === 0) return [];
  if (reverse !== undefined) return [{ act: reverse, items: itemsOf(done) }];
  if (act !== 'constituency') return [];
  const from = new Map(
    before.map(({ nomination }) => [nomination?.id ?? '', nomination?.constituency] as const),
  );
  const places = new Map([...from.values()].map((place) => [place?.id, place] as const));
  return [...places.values()].flatMap((to) => {
    const moved = done.filter(
      ({ nomination }) =>
        from.get(nomination?.id ?? '')?.id === to?.id && nomination?.constituency.id !== to?.id,
    );
    return to === undefined || moved.length === 0
      ? []
      : [{ act: 'constituency' as const, items: itemsOf(moved), to }];
  });
}

/** As many ids as one question may name. */
const AT_ONCE = 100;

/**
 * What was submitted goes on by itself, to its review: it is taken back at the version that it has by now, as long as it waits there.
 * What does not any more keeps the version that it had, and is refused as changed.
 */
export function useAsItIsNow(): (undoing: Undoing) => Promise<Undoing> {
  const client = useClient();
  const conferenceId = useConferenceId();
  return async (undoing) => {
    if (undoing.act !== 'withdraw') return undoing;
    const now = new Map<string, number>();
    for (let from = 0; from < undoing.items.length; from += AT_ONCE) {
      const ids = undoing.items.slice(from, from + AT_ONCE).map(({ id }) => id);
      const filter = { ids, states: ['SUBMITTED' as const, 'UNDER_REVIEW' as const] };
      const { data } = await client
        .query(MatchingNominationsQuery, { conferenceId, filter }, { requestPolicy: 'network-only' })
        .toPromise();
      for (const { nominationId, version } of data?.matchingNominations ?? []) now.set(nominationId, version);
    }
    return {
      ...undoing,
      items: undoing.items.map(({ id, version }) => ({ id, version: now.get(id) ?? version })),
    };
  };
}
