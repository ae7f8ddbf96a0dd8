import { domainToASCII, domainToUnicode } from 'node:url';

// RFC 5321 dot-string local part, RFC 6531 letters; vowel signs are part of letters. Quoted local parts, comments, display
// names, lists and address literals are refused: each has been used to send mail to somebody else.
const ATOM = "(?!\\p{M})[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const LOCAL = new RegExp(`^${ATOM}(\\.${ATOM})*$`, 'u');
const TOO_MANY_MARKS = /\p{M}{5}/u;
// What a label may be typed with; joiners stand between letters of some scripts, and IDNA says between which.
const DOMAIN = /^[\p{L}\p{M}\p{N}\u200c\u200d-]+(\.[\p{L}\p{M}\p{N}\u200c\u200d-]+)+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST_DOMAIN = 253;
const LONGEST_LOCAL = 64;
const LONGEST = 254;

/**
 * A domain as DNS knows it (its A-form: bücherei.example is xn--bcherei-n2a.example), by UTS 46 as browsers do it; null for
 * what is none: an unknown punycode, a label of more than 63 octets, a number, a domain without a dot.
 */
export function domainInAscii(domain: string): string | null {
  if (!DOMAIN.test(domain)) return null;
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  const isDomain =
    ascii.length <= LONGEST_DOMAIN &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '');
  return isDomain ? ascii : null;
}

const parts = (email: string): readonly [local: string, domain: string] => {
  const at = email.lastIndexOf('@');
  return [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
};

/** Whether a text is exactly one e-mail address that may be put in an envelope (at most 254 octets, its domain in A-form). */
export function isEmailAddress(text: string): boolean {
  const [local, domain] = parts(text);
  const ascii = domainInAscii(domain);
  const octets = Buffer.byteLength(local);
  return (
    ascii !== null &&
    octets <= LONGEST_LOCAL &&
    octets + 1 + ascii.length <= LONGEST &&
    LOCAL.test(local) &&
    !TOO_MANY_MARKS.test(local)
  );
}

/** What two spellings of one mailbox have in common: the domain in A-form, all lower case; for look-ups, never for sending. */
export function foldEmail(email: string): string {
  const [local, domain] = parts(email.normalize('NFC').toLowerCase());
  return local === '' ? domain : `${local}@${domainInAscii(domain) ?? domain}`;
}

/**
 * The foldings under which people may be known who read one mailbox: first today's, then the one of before domains were
 * folded into A-form, which somebody keeps whose mailbox turned out to be another person's as well.
 */
export function mailboxSpellings(email: string): readonly string[] {
  const fold = foldEmail(email);
  const [local, domain] = parts(fold);
  return [...new Set([fold, local === '' ? fold : `${local}@${domainToUnicode(domain) || domain}`])];
}
