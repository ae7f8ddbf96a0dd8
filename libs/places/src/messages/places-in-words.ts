import { type MailLanguage } from '#libs/notifications';

/** So many places, within a sentence. */
export const PLACES: Readonly<Record<MailLanguage, (count: number) => string>> = {
  en: (count) => (count === 1 ? 'a place' : `${count} places`),
  fr: (count) => (count === 1 ? 'une place' : `${count} places`),
};
