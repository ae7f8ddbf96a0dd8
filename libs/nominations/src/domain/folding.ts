import anyAscii from 'any-ascii';
import { foldEmail } from '#libs/kernel';

/** A text as it is compared and searched: compatibility forms and accents gone, lower case, single spaces. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The same in Latin letters, for names in other scripts. */
export const foldLatin = (text: string): string => fold(anyAscii(text.normalize('NFC')));

/** What a nomination is found by: each part as written and in Latin letters, if that differs. */
export function searchText(parts: readonly (string | null)[]): string {
  const forms = parts.filter((part) => part !== null).flatMap((part) => [fold(part), foldLatin(part)]);
  return [...new Set(forms)].join(' ');
}

/** A LIKE pattern for "contains", with the signs of LIKE taken literally. */
export const containsPattern = (search: string): string => `%${fold(search).replace(/[\\%_]/g, '\\$&')}%`;

/** What a list is sorted by. */
export const sortName = (name: string): string => foldLatin(name) || fold(name);

/** What an address is stored as beside its spelling, so that an index finds it; null where there is none. */
export const emailFold = (email: string | null | undefined): string | null =>
  typeof email === 'string' ? foldEmail(email) : null;
