import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { FailureNotice } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useInsideWords, useLocale } from '../../i18n/locale-provider';
import { useText } from '../../i18n/use-text';
import { ServiceName } from '../../layout/service-name';
import { Loading } from '../../ui/loading';
import { SessionQuery, type Grant, type SessionData, type Viewer } from './operations';

export interface Session {
  readonly service: SessionData['service'];
  readonly viewer: Viewer | null;
  readonly grants: readonly Grant[];
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Asks once who is here. Signing in and out load a new page, so the answer holds for as long as this page does. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const { suggest } = useLocale();
  const read = useRead(SessionQuery, {});
  const newest = read.state === 'ready' ? read.data : undefined;
  const [data, setData] = useState(newest);
  // Somebody else's answer, or nobody's, is for another page: this one keeps what its person has on it.
  const isOfPage = newest !== undefined && (data === undefined || idOf(newest) === idOf(data));
  if (isOfPage && newest !== data) setData(newest);
  const language = data?.viewer?.user.language;
  useEffect(() => {
    if (typeof language === 'string') suggest(language);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the suggestion is made once for a person, not again when they choose another language
  }, [language]);
  const session = useMemo<Session | undefined>(
    () => data && { service: data.service, viewer: data.viewer, grants: data.viewer?.grants ?? [] },
    [data],
  );
  const hasWords = useInsideWords((data?.viewer ?? null) !== null);
  if (read.state === 'failed' && data === undefined)
    return (
      <main className="govuk-width-container app-main">
        <h1 className="govuk-visually-hidden">{t('crashed.title')}</h1>
        <FailureNotice failure={read.failure} isOfReading retry={read.retry} />
      </main>
    );
  if (session === undefined || !hasWords)
    return (
      <main className="govuk-width-container app-main">
        <Loading label={t('general.loading')} />
      </main>
    );
  return (
    <SessionContext value={session}>
      <ServiceName value={session.service.name}>{children}</ServiceName>
    </SessionContext>
  );
}

function idOf({ viewer }: SessionData): string | undefined {
  return viewer?.user.id;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider');
  return session;
}

/** The signed-in person, on pages that only signed-in people reach. */
export function useViewer(): Viewer {
  const { viewer } = useSession();
  if (viewer === null) throw new Error('useViewer is for pages behind RequireRole');
  return viewer;
}
