import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keep, readKept } from '../../storage/kept';
import { useRead, type Read } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import type { Grant } from '../access/operations';
import { useSession } from '../access/session';
import { CurrentConferenceQuery, type Body, type ConferenceDetails } from './operations';

const STORAGE_KEY = 'plenary.conference';

type ConferenceOfGrant = Grant['conference'];

interface CurrentConference {
  /** The conference that the pages are about, or undefined for a person without grants */
  readonly chosen: ConferenceOfGrant | undefined;
  readonly all: readonly ConferenceOfGrant[];
  readonly choose: (id: string) => void;
}

const CurrentConferenceContext = createContext<CurrentConference | undefined>(undefined);

/** Every conference that the grants name, once. */
function conferencesOf(grants: readonly Grant[]): readonly ConferenceOfGrant[] {
  return [...new Map(grants.map(({ conference }) => [conference.id, conference])).values()];
}

/** An installation serves many conferences; a tab is about one of them. */
export function CurrentConferenceProvider({ children }: { readonly children: ReactNode }) {
  const { grants } = useSession();
  const { setTimeZone } = useLocale();
  const [wish, setWish] = useState(() => readKept('sessionStorage', STORAGE_KEY));
  const all = useMemo(() => conferencesOf(grants), [grants]);
  const chosen = all.find((conference) => conference.id === wish) ?? all[0];
  const timeZone = chosen?.timeZone;
  useEffect(() => {
    if (timeZone !== undefined) setTimeZone(timeZone);
  }, [timeZone, setTimeZone]);
  const value = useMemo<CurrentConference>(
    () => ({
      chosen,
      all,
      choose(id) {
        keep('sessionStorage', STORAGE_KEY, id);
        setWish(id);
      },
    }),
    [chosen, all],
  );
  return <CurrentConferenceContext value={value}>{children}</CurrentConferenceContext>;
}

export function useCurrentConference(): CurrentConference {
  const value = use(CurrentConferenceContext);
  if (value === undefined) throw new Error('useCurrentConference needs a CurrentConferenceProvider');
  return value;
}

/** The id of the current conference; empty for a person without grants, who reaches no page that uses it. */
export function useConferenceId(): string {
  return useCurrentConference().chosen?.id ?? '';
}

/** The current conference's constituencies, windows and bodies, and who hosts it. */
export interface ConferenceFacts {
  readonly conference: ConferenceDetails | null;
  readonly bodies: readonly Body[];
  readonly host: Body | undefined;
}

/** Reads {@link ConferenceFacts}; the answer is kept for the page's life, so that every page may ask. */
export function useConferenceFacts(): Read<ConferenceFacts> {
  const { chosen } = useCurrentConference();
  const read = useRead(
    CurrentConferenceQuery,
    { slug: chosen?.slug ?? '', id: chosen?.id ?? '' },
    chosen === undefined,
  );
  return useMemo(() => {
    if (read.state !== 'ready') return read;
    const { conference, bodies } = read.data;
    return { ...read, data: { conference, bodies, host: bodies.find((body) => body.kind === 'HOST') } };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the read is a new object at each render; its parts are not
  }, [read.state, read.state === 'ready' ? read.data : undefined]);
}

/** The facts when they are there, for places that can do without them for a moment. */
export function useKnownConferenceFacts(): ConferenceFacts {
  const read = useConferenceFacts();
  return read.state === 'ready' ? read.data : { conference: null, bodies: [], host: undefined };
}
