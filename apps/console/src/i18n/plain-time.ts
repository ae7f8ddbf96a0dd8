import { useMemo } from 'react';
import { useIntl, type IntlShape } from 'react-intl';
import { useText, type Translate } from './use-text';
import { wallClock } from './wall-clock';

const DAY = 86_400_000;

/** Midnight of the day a moment falls on, in a time zone, as a day number that can be subtracted. */
export function dayNumber(moment: Date, timeZone: string | undefined): number {
  return Math.floor(wallClock(moment.getTime(), timeZone) / DAY);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;

/** London's winter is "UTC+0" in French by Intl: nobody says the nought. Mail does the same. */
const nameOfZero = (text: string): string => text.replace(/UTC[+-]0$/, 'UTC');

/**
 * Plain words for moments, in the conference's time zone. Wherever a clock is read its zone stands beside it, as in mail;
 * a day alone needs none. `now` is a parameter so that tests hold it still.
 */
export interface PlainTime {
  /** "today", "yesterday", "Tuesday", "3 May", "3 May 2010": what follows "since" or "on" */
  day: (iso: string, now?: Date) => string;
  /** "3 May 2011 at 14:05 BST": every time, and every deadline */
  full: (iso: string) => string;
  /** "14:05 BST", where it is today; else as `full` */
  moment: (iso: string, now?: Date) => string;
  /** "Due today, 18:00 BST", "Due in 3 days", "Overdue by 2 days" */
  due: (iso: string, now?: Date) => string;
}

function plainTime(intl: IntlShape, t: Translate): PlainTime {
  const { timeZone } = intl;
  const daysFromNow = (iso: string, now: Date) =>
    dayNumber(new Date(iso), timeZone) - dayNumber(now, timeZone);
  const full = (iso: string) =>
    nameOfZero(intl.formatDate(iso, { day: 'numeric', month: 'long', year: 'numeric', ...CLOCK }));
  const clock = (iso: string) => nameOfZero(intl.formatTime(iso, CLOCK));
  return {
    day(iso, now = new Date()) {
      const days = daysFromNow(iso, now);
      if (days === 0) return t('time.today');
      if (days === -1) return t('time.yesterday');
      if (days === 1) return t('time.tomorrow');
      if (days < 0 && days > -7) return intl.formatDate(iso, { weekday: 'long' });
      const yearOf = (moment: number) => new Date(wallClock(moment, timeZone)).getUTCFullYear();
      const isThisYear = yearOf(Date.parse(iso)) === yearOf(now.getTime());
      return intl.formatDate(iso, {
        day: 'numeric',
        month: 'long',
        ...(isThisYear ? {} : { year: 'numeric' }),
      });
    },
    moment: (iso, now = new Date()) => (daysFromNow(iso, now) === 0 ? clock(iso) : full(iso)),
    full,
    due(iso, now = new Date()) {
      const days = daysFromNow(iso, now);
      if (days < 0) return t('time.overdue', { days: -days });
      const time = clock(iso);
      if (Date.parse(iso) < now.getTime()) return t('time.overdueToday', { time });
      return days === 0 ? t('time.dueToday', { time }) : t('time.due', { days, time });
    },
  };
}

/** {@link PlainTime} in the page's language and the conference's time zone. */
export function usePlainTime(): PlainTime {
  const intl = useIntl();
  const t = useText();
  return useMemo(() => plainTime(intl, t), [intl, t]);
}
