import { z } from 'zod';
import {
  countryCode,
  emailAddress,
  languageTag,
  line,
  optionalLine,
  optionalProse,
  type Stored,
} from '#libs/kernel';
import { isInLatinLetters } from '#libs/names';

/** What a reader may do without, so that a list does not carry it about: who made it and its times; what people wrote. */
export type ViewPart = 'times' | 'words';

/** A field that bodies fill in. Input, column, row, view and the API's types follow from it. */
export interface BodyField<Input extends z.ZodType = z.ZodType> {
  /** What they may write; its description stands in the API. */
  readonly input: Input;
  /** A list reads it with this part, only where somebody asks; without one it is always read. */
  readonly part?: ViewPart;
  /** What answers say of it, where it is not what the input says. */
  readonly answerDescription?: string;
}
export type BodyFields = Readonly<Record<string, BodyField>>;

const field = <Input extends z.ZodType, const More extends Omit<BodyField, 'input'>>(
  input: Input,
  more: More,
): More & { readonly input: Input } => ({ ...more, input });

export const CAPACITIES = ['DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Characters of the organisation of a person, as it is typed. */
export const LONGEST_ORGANISATION = 300;

const rank = z
  .number()
  .int('Use a whole number.')
  .min(1, 'Ranks begin at 1.')
  .max(100_000, 'Use at most 100,000.');
const badgeName = optionalLine(200).refine(
  (name) => name === null || isInLatinLetters(name),
  'Write the name for the badge in Latin letters; the name itself stays as the person writes it.',
);

/** A person as a body describes them. Names are one text, as the person writes it: not everybody has two. */
export const PERSON_FIELDS = {
  name: field(line(200).describe('As the person writes it, at most 200 characters'), {}),
  badgeName: field(
    badgeName
      .nullish()
      .describe(
        'The name for the badge in Latin letters, where `name` is in others; at most 200 characters. Beside a name in Latin letters there is none: it is left out, and cleared when `name` changes to Latin letters',
      ),
    {
      answerDescription: 'The name for the badge in Latin letters, where the person has one beside `name`',
    },
  ),
  honorific: field(
    optionalLine(50).nullish().describe('As the person is addressed, e.g. Dr or H.E.; at most 50 characters'),
    { part: 'words' },
  ),
  email: field(emailAddress.nullish().describe('One address; the invitation goes there'), { part: 'words' }),
  organisation: field(
    optionalLine(LONGEST_ORGANISATION)
      .nullish()
      .describe(`Where the person works, as it is typed, at most ${LONGEST_ORGANISATION} characters`),
    {},
  ),
  jobTitle: field(optionalLine(300).nullish().describe('At most 300 characters'), { part: 'words' }),
  country: field(countryCode.nullish().describe('ISO 3166-1 alpha-2, e.g. GB'), {}),
  language: field(
    languageTag
      .nullish()
      .describe(
        'BCP 47, e.g. fr; the invitation is written in it where the conference offers it, else in the first language of the conference',
      ),
    { part: 'words' },
  ),
};

/** What a body says of the nomination itself, beside the person and the constituency. */
export const NOMINATION_FIELDS = {
  capacity: field(
    z.enum(CAPACITIES).meta({ type: 'Capacity', description: 'As what the person would attend' }),
    {},
  ),
  justification: field(
    optionalProse(5_000).nullish().describe('Why this person, for the host; at most 5,000 characters'),
    { part: 'words' },
  ),
  externalReference: field(
    optionalLine(255)
      .nullish()
      .describe(
        "The body's own key of the nomination, from its own system; at most 255 characters, compared as they are written. Two nominations of a body cannot have the same",
      ),
    { part: 'words' },
  ),
  rank: field(rank.nullish().describe("Among the body's nominations; 1 is the first choice"), {}),
};

type InputsOf<F extends BodyFields> = { readonly [K in keyof F]: F[K]['input'] };
/** Fields as they are stored. */
export type ValuesOf<F extends BodyFields> = { readonly [K in keyof F]: Stored<F[K]['input']> };
/** Fields as a view has them: undefined where their part was not read. */
export type ReadValuesOf<F extends BodyFields> = {
  readonly [K in keyof F]: F[K] extends { readonly part: ViewPart }
    ? Stored<F[K]['input']> | undefined
    : Stored<F[K]['input']>;
};

export type PersonDetails = ValuesOf<typeof PERSON_FIELDS>;
export type NominationDetails = ValuesOf<typeof NOMINATION_FIELDS>;

/** The rules of the fields, by their names. */
export const inputsOf = <F extends BodyFields>(fields: F): InputsOf<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { input }]) => [name, input]),
  ) as unknown as InputsOf<F>;

/** The names of the fields that a list always reads, or reads with this part. */
export const namesOf = (fields: BodyFields, part?: ViewPart): string[] =>
  Object.keys(fields).filter((name) => fields[name]?.part === part);

type Asked<F extends BodyFields> = { readonly [K in keyof F]?: z.output<F[K]['input']> | undefined };

/** The fields of a request to store them: what it leaves out is as it was before, or null. */
export const storedFrom = <F extends BodyFields>(
  fields: F,
  asked: Asked<F>,
  before?: ValuesOf<F>,
): ValuesOf<F> =>
  Object.fromEntries(
    Object.keys(fields).map((name) => [
      name,
      asked[name] === undefined ? (before?.[name] ?? null) : asked[name],
    ]),
  ) as ValuesOf<F>;

/** An external reference as it would be stored; null for what cannot be one, which names nothing. */
export const storedKey = (typed: string): string | null =>
  NOMINATION_FIELDS.externalReference.input.safeParse(typed).data ?? null;
