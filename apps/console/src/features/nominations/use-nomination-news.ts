import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import type { Read } from '../../api/use-read';
import { NominationChangedSubscription, type NominationWithMessages } from './operations';

interface Told {
  readonly version: number;
  readonly state: NominationWithMessages['state'];
}

/**
 * Reads a nomination again when there is news of it that its page does not show yet. The state counts besides the
 * version: a review that begins leaves the version as it is, so that nobody's act is refused for it.
 */
export function useNominationNews(
  id: string,
  read: Read<{ readonly nomination: NominationWithMessages | null }>,
): void {
  const [{ data: news }] = useSubscription({
    query: NominationChangedSubscription,
    variables: { id },
    pause: id === '',
  });
  const weighed = useRef<typeof news>(undefined);
  useEffect(() => {
    // What is on its way may be older than the news or newer, so news waits for it; then it asks once at most.
    if (news === undefined || news === weighed.current || read.state !== 'ready' || read.isRefreshing) return;
    weighed.current = news;
    const { nomination: told } = news.nominationChanged;
    const { nomination: shown } = read.data;
    if (told !== null && shown !== null && isNews(told, shown)) read.refresh();
  }, [news, read]);
}

function isNews(told: Told, shown: Told): boolean {
  return told.version > shown.version || (told.version === shown.version && told.state !== shown.state);
}
