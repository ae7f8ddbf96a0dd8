import { useMemo } from 'react';
import { useIntl, type IntlShape } from 'react-intl';
import { useText, type Translate } from './use-text';

const DAY = 86_400_000;

/** Midnight of the day a moment falls on, in a time zone, as a day number that can be subtracted. */
export function dayNumber(moment: Date, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return Math.round(Date.parse(`${parts.format(moment)}T00:00:00Z`) / DAY);
}

/** Plain words for moments, in the conference's time zone. `now` is a parameter so that tests hold it still. */
export interface PlainTime {
  /** "today", "yesterday", "Tuesday", "3 May", "3 May 2010": what follows "since" or "on" */
  day: (iso: string, now?: Date) => string;
  /** "3 May 2011, 14:05" */
  full: (iso: string) => string;
  /** "Due today", "Due in 3 days", "Overdue by 2 days" */
  due: (iso: string, now?: Date) => string;
}

function plainTime(intl: IntlShape, t: Translate): PlainTime {
  const { timeZone } = intl;
  const daysFromNow = (iso: string, now: Date) =>
    dayNumber(new Date(iso), timeZone) - dayNumber(now, timeZone);
  return {
    day(iso, now = new Date()) {
      const days = daysFromNow(iso, now);
      if (days === 0) return t('time.today');
      if (days === -1) return t('time.yesterday');
      if (days === 1) return t('time.tomorrow');
      if (days < 0 && days > -7) return intl.formatDate(iso, { weekday: 'long' });
      const isThisYear = new Date(iso).getUTCFullYear() === now.getUTCFullYear();
      return intl.formatDate(iso, {
        day: 'numeric',
        month: 'long',
        ...(isThisYear ? {} : { year: 'numeric' }),
      });
    },
    full: (iso) =>
      intl.formatDate(iso, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }),
    due(iso, now = new Date()) {
      const days = daysFromNow(iso, now);
      if (days < 0) return t('time.overdue', { days: -days });
      if (Date.parse(iso) < now.getTime()) return t('time.overdueToday');
      return days === 0 ? t('time.dueToday') : t('time.due', { days });
    },
  };
}

/** {@link PlainTime} in the page's language and the conference's time zone. */
export function usePlainTime(): PlainTime {
  const intl = useIntl();
  const t = useText();
  return useMemo(() => plainTime(intl, t), [intl, t]);
}
