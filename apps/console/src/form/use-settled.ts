import { useEffect, useState } from 'react';

/** So long nobody has typed before the service is asked about what was typed. */
const PAUSE_MS = 400;

/** What was typed, once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
