import { z } from 'zod';
import { isCountryCode, line, prose } from '#libs/kernel';
import { BODY_KINDS, COUNTRY_LANGUAGES, FREED_PLACES, PLACE_TRANSFERS, WINDOW_KINDS } from './conference.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = z
  .string()
  .regex(DAY, 'Write a day as 2011-11-01.')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'There is no such day.');
const moment = z.iso
  .datetime({ offset: true, error: 'Write a time with its zone, as 2011-05-01T09:00:00+01:00.' })
  .transform((text) => new Date(text));
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag, fr for example.');
const code = z.string().regex(/^[A-Z0-9]{1,12}$/, 'Use 1 to 12 capitals and digits, ICC for example.');

/** Whether no two entries of a list have the same. */
const distinct =
  <Key extends string>(key: Key) =>
  (entries: readonly Readonly<Record<Key, string>>[]): boolean =>
    new Set(entries.map((entry) => entry[key])).size === entries.length;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const country = z.strictObject({
  code: z.string().refine(isCountryCode, 'Use the two-letter code of a country (ISO 3166), GB for example.'),
  names: z.partialRecord(z.enum(COUNTRY_LANGUAGES), line(200)).default({}),
  isOffered: z.boolean().nullable().default(null),
});

const window = z
  .strictObject({ kind: z.enum(WINDOW_KINDS), opensAt: moment, closesAt: moment })
  .refine(({ opensAt, closesAt }) => closesAt > opensAt, {
    message: 'A window closes after it has opened.',
    path: ['closesAt'],
  });

/** What a conference is made of, as a file says it: everything but its people, places and approvals. */
export const newConference = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, 'Use small letters, digits and hyphens, london-2011 for example.'),
  name: line(200),
  venue: line(200),
  city: line(200),
  startsOn: day,
  endsOn: day,
  timeZone: z.string().refine(isTimeZone, 'Use an IANA name, Europe/London for example.'),
  capacity: z.int().min(1, 'The hall has at least one place.').max(1_000_000),
  locales: z.array(language).min(1).default(['en']),
  releasesAtOnce: z.boolean().default(false),
  freedPlaces: z.enum(FREED_PLACES).default('BY_HAND'),
  placeTransfers: z.enum(PLACE_TRANSFERS).default('WITH_HOST'),
  responseHours: z.int().min(1).max(8_760).default(336),
  bodies: z
    .array(z.strictObject({ kind: z.enum(BODY_KINDS).default('PARTNER'), code, name: line(200) }))
    .refine(
      (bodies) => bodies.filter(({ kind }) => kind === 'HOST').length === 1,
      'Name exactly one body of the kind HOST.',
    )
    .refine(distinct('code'), 'Give each body a code of its own.'),
  constituencies: z
    .array(z.strictObject({ code: line(40), name: line(200) }))
    .min(1, 'Name at least one constituency.')
    .refine(distinct('code'), 'Give each constituency a code of its own.'),
  themes: z.array(line(200)).default([]),
  principles: z.array(prose(1_000)).default([]),
  windows: z.array(window).refine(distinct('kind'), 'Name one window of each kind at most.').default([]),
  countries: z.array(country).refine(distinct('code'), 'Name each country once.').default([]),
});
export type NewConference = z.output<typeof newConference>;
