import { useState } from 'react';
import { useClient } from 'urql';
import { WhoQuery } from './operations';
import { changeSession } from './session-change';

/** What follows a sign-in: the page goes on, or, in a browser that keeps no cookie, says so. */
export function useGoingOn() {
  const client = useClient();
  const [isCookieMissing, setIsCookieMissing] = useState(false);
  const goOn = async (next: string): Promise<void> => {
    const { data } = await client.query(WhoQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    // Where nobody answers, the next page says so.
    if (data?.viewer === null) setIsCookieMissing(true);
    else changeSession(next);
  };
  return { isCookieMissing, goOn };
}
