import { randomBytes } from 'node:crypto';

// Crockford's base 32: no I, L, O or U, so that nothing is misheard or misread.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference that people can say on the telephone, e.g. ICC-7K3-Q9FA: the body's code and 35 random bits. */
export function newReference(bodyCode: string): string {
  const letters = [...randomBytes(7)].map((byte) => ALPHABET[byte & 31]).join('');
  return `${bodyCode}-${letters.slice(0, 3)}-${letters.slice(3)}`;
}

/** A reference as it is stored, of one that somebody typed; null for what cannot be one. */
export function knownReference(typed: string): string | null {
  const reference = typed.trim().toUpperCase();
  return /^[A-Z0-9]{1,12}-[A-Z0-9]{3}-[A-Z0-9]{4}$/.test(reference) ? reference : null;
}
