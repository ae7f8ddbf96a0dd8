import { ROLES, type Role } from '#libs/kernel';
import { z } from 'zod';

/** What an answer is, and with it which field the page has. */
export const QUESTION_KINDS = [
  'TEXT',
  'PROSE',
  'PASSPORT_NAME',
  'PARTIAL_DATE',
  'DAY',
  'MOMENT',
  'COUNTRY',
  'COUNTRIES',
  'DOCUMENT',
  'EMAIL',
  'PHONE',
  'YES_NO',
  'CHOICE',
  'CHOICES',
  'PHOTO',
  'FILE',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

const KEY = /^[a-z][a-zA-Z0-9]{0,39}$/;
const key = z
  .string()
  .regex(KEY, 'A key is of letters and digits and begins with a small letter, at most 40.');
/** A text in each language of the conference, by the primary tag: `{ en, fr }`. */
const texts = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(500));
const words = texts.refine((record) => Object.keys(record).length > 0, 'The text of one language is needed.');

const choice = z.strictObject({ value: key, label: words });

/** For whom a question is: all that are named have to fit. */
const audience = z.strictObject({
  categories: z.array(z.string()).optional(),
  capacities: z.array(z.string()).optional(),
  /** Somebody who has one of these among their nationalities. */
  nationalities: z.array(z.string()).optional(),
});

/** Asked only where an earlier question was answered so: with one of these values, with anything, or with nothing. */
const condition = z.discriminatedUnion('is', [
  z.strictObject({ question: key, is: z.literal('ANSWERED') }),
  z.strictObject({ question: key, is: z.literal('NOT_ANSWERED') }),
  z.strictObject({ question: key, is: z.literal('ONE_OF'), values: z.array(z.string()).min(1) }),
]);
export type Condition = z.infer<typeof condition>;

export const question = z.strictObject({
  key,
  kind: z.enum(QUESTION_KINDS),
  label: words,
  hint: texts.optional(),
  isRequired: z.boolean().default(false),
  audience: audience.optional(),
  /** All of them have to hold. */
  conditions: z.array(condition).max(5).default([]),
  choices: z.array(choice).max(100).optional(),
  /** Signs of a text, at most. */
  mostSigns: z.int().min(1).max(5_000).optional(),
  /**
   * Who the person is: kept encrypted, each reading is on record, and a change after completion asks for a new check and withdraws
   * documents.
   */
  isGuarded: z.boolean().default(false),
  /** Whether it is answered at all is private too: nobody but the person and its readers learns it. */
  isPrivate: z.boolean().default(false),
  /** Roles that read the answer; without one, the person alone. */
  readers: z
    .array(z.enum(ROLES as readonly [Role, ...Role[]]))
    .max(ROLES.length)
    .default([]),
  /** Days after the conference for which the answer is kept; absent: as long as the conference keeps registrations. */
  keptDays: z.int().min(0).max(3_650).optional(),
  /** The HTML `autocomplete` of the field, so that a browser fills it in. */
  autocomplete: z
    .string()
    .regex(/^[a-z- ]{2,40}$/)
    .optional(),
});
export type Question = z.infer<typeof question>;

export const page = z.strictObject({
  key,
  title: words,
  questions: z.array(question).min(1).max(40),
});
export type Page = z.infer<typeof page>;

/** A version of the form: pages, shown one at a time in this order. */
export const registrationForm = z.strictObject({ pages: z.array(page).min(1).max(30) });
export type RegistrationForm = z.infer<typeof registrationForm>;
