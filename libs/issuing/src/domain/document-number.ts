import { createHash, randomBytes } from 'node:crypto';

const MOST_INITIALS = 5;
const DIGITS = 6;
/** 130 bits: nobody guesses an address. */
const SECRET_BYTES = 17;

/** What numbers of a conference begin with: the initials of its name, LCC of London Conference on Cyberspace; else of its slug. */
export function prefixOf({ name, slug }: { readonly name: string; readonly slug: string }): string {
  const initials = (name.match(/(?<![\p{L}\p{M}])\p{Lu}/gu) ?? [])
    .join('')
    .normalize('NFD')
    .replace(/[^A-Z]/g, '');
  const letters = initials.length > 1 ? initials : slug.toUpperCase().replace(/[^A-Z]/g, '');
  return letters.slice(0, MOST_INITIALS) || 'DOC';
}

/** `LCC-2027-000042` */
export const documentNumber = (prefix: string, year: number, serial: number): string =>
  `${prefix}-${year}-${String(serial).padStart(DIGITS, '0')}`;

/** A number as somebody has typed it off a page. */
export const numberAsTyped = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, '');

/** The random part of the address of a document. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What a row is found by: the walls let whoever knows the secret, or the number, read that row. */
export const keyOf = (secretOrNumber: string): string =>
  createHash('sha256').update(`document ${secretOrNumber}`).digest('hex');

/** The page of verification, its secret behind the sign that browsers keep to themselves. */
export const documentPath = (secret: string): string => `/document#${secret}`;
