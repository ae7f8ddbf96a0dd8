import { z } from 'zod';
import { isCountryCode } from './country.js';
import { isEmailAddress } from './email-address.js';

// Controls, lone surrogates and the characters that turn the direction of what follows (UAX #9 embeddings, overrides,
// isolates): they hide text from the person who decides. Joiners (ZWJ, ZWNJ) stay: names in many scripts need them.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const LINE_BREAK = /[\n\r\t\u2028\u2029]/u;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;
// Tag characters carry text that nobody sees.
const TAG = /[\u{e0000}-\u{e007f}]/u;
// Scripts put three or four marks on a letter, Tibetan a few more; accents of no script in particular at most three.
const TOO_MANY_MARKS = /\p{M}{9}|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}/u;
// Spaces, soft hyphens, zero-width characters, fillers and marks without a letter show nothing by themselves.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{M}\u2800]/u;

const isVisible = (text: string): boolean => VISIBLE.test(text);

/** The length people see: grapheme clusters are approximated by code points. */
export const codePoints = (text: string): number => [...text].length;

function clean(max: number, isOneLine: boolean) {
  return (
    z
      .string()
      .refine((text) => text.isWellFormed(), 'Contains half a character; type it again.')
      .transform((text) => text.normalize('NFC').trim())
      .refine((text) => text.length <= max || codePoints(text) <= max, {
        error: `Use at most ${max} characters.`,
        // For whoever tells the limit in words of their own.
        params: { limit: max },
      })
      .refine(
        (text) => !CONTROL.test(text),
        'Contains a control character; type it again instead of pasting.',
      )
      .refine(
        (text) => !DIRECTION.test(text),
        'Contains an invisible character that turns the reading direction; remove it.',
      )
      .refine(
        (text) => !TAG.test(text),
        'Contains invisible tag characters; type it again instead of pasting.',
      )
      .refine(
        (text) => !TOO_MANY_MARKS.test(text),
        'Has too many marks on one letter; leave some of them out.',
      )
      .refine((text) => !(isOneLine && LINE_BREAK.test(text)), 'Write it on one line.')
      // What shows nothing says nothing.
      .transform((text) => (isVisible(text) ? text : ''))
  );
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const MOST_OF_LANGUAGE = 35;

/** One line of text that people typed: NFC, trimmed, 1 to `max` code points, no control or direction characters. */
export const line = (max: number) => clean(max, true).refine((text) => text.length > 0, 'Fill this in.');

/** As `line`, but may be left empty, which counts as null. */
export const optionalLine = (max: number) =>
  clean(max, true).transform((text) => (text === '' ? null : text));

/** Several lines of text; empty counts as null. */
export const optionalProse = (max: number) =>
  clean(max, false).transform((text) => (text === '' ? null : text));

export const prose = (max: number) => clean(max, false).refine((text) => text.length > 0, 'Fill this in.');

/** A code of two letters, in capitals, of a country or territory; in small letters too, and an empty one is none. */
export const countryCode = z
  .string()
  .meta({ type: 'CountryCode' })
  .transform((typed) => typed.trim().toUpperCase() || null)
  .refine(
    (code) => code === null || isCountryCode(code),
    'Use the two-letter code of a country (ISO 3166), GB for example.',
  );

/** A BCP 47 tag; an empty one is none. */
export const languageTag = z
  .string()
  .meta({ type: 'LanguageTag' })
  .transform((typed) => typed.trim() || null)
  .refine(
    (tag) => tag === null || (tag.length <= MOST_OF_LANGUAGE && LANGUAGE.test(tag)),
    'Use a language tag, fr for example.',
  );

/** One e-mail address; the domain is lowered, the local part is kept as typed. */
export const emailAddress = z
  .string()
  .meta({ type: 'EmailAddress' })
  .transform((text) => text.normalize('NFC').trim())
  .refine(isEmailAddress, 'Enter one e-mail address, like name@example.org.')
  .transform(
    (text) => text.slice(0, text.lastIndexOf('@')) + text.slice(text.lastIndexOf('@')).toLowerCase(),
  );

/** A day of the calendar, as 2018-04-19. */
export const calendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2018-04-19.')
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    'There is no such day.',
  );
