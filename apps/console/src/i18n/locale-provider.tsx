import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { keep, readKept } from '../storage/kept';
import type { Messages } from './catalogue.en';
import { chooseLocale, directionOf, LOCALES, type Locale } from './locales';

const STORAGE_KEY = 'plenary.language';

interface LocaleChoice {
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
  /** The language of the signed-in person, once it is known; an own choice in this browser goes before it. */
  readonly suggest: (tag: string) => void;
  readonly setTimeZone: (timeZone: string) => void;
}

const LocaleContext = createContext<LocaleChoice | undefined>(undefined);

const storedChoice = () => readKept('localStorage', STORAGE_KEY);

/** The page's language: chosen here before, else the person's, else the browser's, else English. */
export function LocaleProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => chooseLocale([storedChoice(), ...navigator.languages]));
  const [messages, setMessages] = useState<{ locale: Locale; messages: Messages }>();
  const [timeZone, setTimeZone] = useState<string>();

  useEffect(() => {
    let isCurrent = true;
    void LOCALES[locale].load().then((loaded) => {
      if (isCurrent) setMessages({ locale, messages: loaded });
    });
    return () => {
      isCurrent = false;
    };
  }, [locale]);

  const shown = messages?.locale;
  useEffect(() => {
    if (shown === undefined) return;
    document.documentElement.lang = shown;
    document.documentElement.dir = directionOf(shown);
  }, [shown]);

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
    }),
    [locale],
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
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}

export function useLocale(): LocaleChoice {
  const choice = use(LocaleContext);
  if (choice === undefined) throw new Error('useLocale needs a LocaleProvider');
  return choice;
}
