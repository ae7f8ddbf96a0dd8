import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { keep, readKept } from '../storage/kept';
import type { Messages } from './catalogue.en';
import { FirstOfMonth } from './first-of-month';
import { chooseLocale, directionOf, LOCALES, type Locale } from './locales';

const STORAGE_KEY = 'plenary.language';

interface LocaleChoice {
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
  /** The language of the signed-in person, once it is known; an own choice in this browser goes before it. */
  readonly suggest: (tag: string) => void;
  readonly setTimeZone: (timeZone: string) => void;
  /** Whether the words of the pages behind the sign-in are there. */
  readonly hasInside: boolean;
  readonly needInside: () => void;
}

const LocaleContext = createContext<LocaleChoice | undefined>(undefined);

const storedChoice = () => readKept('localStorage', STORAGE_KEY);

/** The page's language: chosen here before, else the person's, else the browser's, else English. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => chooseLocale([storedChoice(), ...navigator.languages]));
  const [isInside, setIsInside] = useState(false);
  const [messages, setMessages] = useState<Loaded>();
  const [timeZone, setTimeZone] = useState<string>();

  useEffect(() => {
    let isCurrent = true;
    void loadWords(locale, isInside).then((loaded) => {
      if (isCurrent) setMessages(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [locale, isInside]);

  const shown = messages?.locale;
  useEffect(() => {
    if (shown === undefined) return;
    document.documentElement.lang = shown;
    document.documentElement.dir = directionOf(shown);
  }, [shown]);

  const hasInside = messages?.isInside === true;
  const choice = useMemo<LocaleChoice>(
    () => ({
      locale,
      choose(next) {
        keep('localStorage', STORAGE_KEY, next);
        setLocale(next);
      },
      suggest(tag) {
        if (storedChoice() === null) setLocale(chooseLocale([tag]));
      },
      setTimeZone,
      hasInside,
      needInside() {
        setIsInside(true);
      },
    }),
    [locale, hasInside],
  );

  if (messages === undefined) return null;
  return (
    <LocaleContext value={choice}>
      <IntlProvider
        locale={LOCALES[messages.locale].formats}
        messages={messages.messages}
        timeZone={timeZone}
        defaultLocale="en"
      >
        <FirstOfMonth>{children}</FirstOfMonth>
      </IntlProvider>
    </LocaleContext>
  );
}

interface Loaded {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly isInside: boolean;
}

async function loadWords(locale: Locale, isInside: boolean): Promise<Loaded> {
  const { load, loadInside } = LOCALES[locale];
  const [outside, inside] = await Promise.all([load(), isInside ? loadInside() : {}]);
  // Pages behind the sign-in are drawn once their words are there; the others have theirs.
  return { locale, isInside, messages: { ...outside, ...inside } as Messages };
}

/** Loads the words of the pages behind the sign-in, once they are needed. @returns whether what is needed is there. */
export function useInsideWords(isNeeded: boolean): boolean {
  const { hasInside, needInside } = useLocale();
  useEffect(() => {
    if (isNeeded && !hasInside) needInside();
  }, [isNeeded, hasInside, needInside]);
  return !isNeeded || hasInside;
}

export function useLocale(): LocaleChoice {
  const choice = use(LocaleContext);
  if (choice === undefined) throw new Error('useLocale needs a LocaleProvider');
  return choice;
}
