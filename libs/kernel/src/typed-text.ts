import { z } from 'zod';

// Controls, lone surrogates and the characters that turn the direction of what follows (UAX #9 embeddings, overrides,
// isolates): they hide text from the person who decides. Joiners (ZWJ, ZWNJ) stay: names in many scripts need them.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const LINE_BREAK = /[\n\r\t\u2028\u2029]/u;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;

/** The length people see: grapheme clusters are approximated by code points. */
const codePoints = (text: string): number => [...text].length;

function clean(max: number, isOneLine: boolean) {
  return z
    .string()
    .refine((text) => text.isWellFormed(), 'Contains half a character; type it again.')
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => codePoints(text) <= max, `Use at most ${max} characters.`)
    .refine((text) => !CONTROL.test(text), 'Contains a control character; type it again instead of pasting.')
    .refine(
      (text) => !DIRECTION.test(text),
      'Contains an invisible character that turns the reading direction; remove it.',
    )
    .refine((text) => !(isOneLine && LINE_BREAK.test(text)), 'Write it on one line.');
}

/** One line of text that people typed: NFC, trimmed, 1 to `max` code points, no control or direction characters. */
export const line = (max: number) => clean(max, true).refine((text) => text.length > 0, 'Fill this in.');

/** As `line`, but may be left empty, which counts as null. */
export const optionalLine = (max: number) =>
  clean(max, true).transform((text) => (text === '' ? null : text));

/** Several lines of text; empty counts as null. */
export const optionalProse = (max: number) =>
  clean(max, false).transform((text) => (text === '' ? null : text));

export const prose = (max: number) => clean(max, false).refine((text) => text.length > 0, 'Fill this in.');

// RFC 5321 dot-string local part; the domain is ASCII or IDNA. Quoted local parts, comments, display names, lists and
// address literals are refused: each has been used to send mail to somebody else.
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Whether a text is exactly one e-mail address that may be put in an envelope (at most 254 characters). */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const labels = text.slice(at + 1).split('.');
  return (
    at > 0 &&
    text.length <= 254 &&
    Buffer.byteLength(local) <= 64 &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** One e-mail address; the domain is lowered, the local part is kept as typed. */
export const emailAddress = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine(isEmailAddress, 'Enter one e-mail address, like name@example.org.')
  .transform(
    (text) => text.slice(0, text.lastIndexOf('@')) + text.slice(text.lastIndexOf('@')).toLowerCase(),
  );

/** What two spellings of one mailbox have in common; for look-ups, never for sending. */
export const foldEmail = (email: string): string => email.normalize('NFC').toLowerCase();
