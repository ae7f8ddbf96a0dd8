import { randomBytes } from 'node:crypto';

// Crockford's base 32: no I, L, O or U, so that nothing is misheard or misread.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference that people can say on the telephone, e.g. ICC-7K3-Q9FA: the body's code and 35 random bits. */
export function newReference(bodyCode: string): string {
  const letters = [...randomBytes(7)].map((byte) => ALPHABET[byte & 31]).join('');
  return `${bodyCode}-${letters.slice(0, 3)}-${letters.slice(3)}`;
}
