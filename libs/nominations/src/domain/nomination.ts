import { z } from 'zod';
import {
  emailAddress,
  isCountryCode,
  line,
  optionalLine,
  optionalProse,
  Refusal,
  validId,
} from '#libs/kernel';
import { isInLatinLetters } from '#libs/names';

/** As reviews and their words name a nomination. */
export const NOMINATION_SUBJECT = 'nomination';

export const CAPACITIES = ['DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** A person as a body describes them. Names are one text, as the person writes it: not everybody has two. */
export interface PersonDetails {
  readonly name: string;
  /** The name for the badge in Latin letters, where the person has one beside their own. */
  readonly badgeName: string | null;
  readonly honorific: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly jobTitle: string | null;
  readonly country: string | null;
  readonly language: string | null;
}

export const rank = z
  .number()
  .int('Use a whole number.')
  .min(1, 'Ranks begin at 1.')
  .max(100_000, 'Use at most 100,000.');
const country = z
  .string()
  .refine(isCountryCode, 'Use the two-letter code of a country (ISO 3166), GB for example.');
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag, fr for example.')
  .max(35);

const badgeName = optionalLine(200).refine(
  (name) => name === null || isInLatinLetters(name),
  'Write the name for the badge in Latin letters; the name itself stays as the person writes it.',
);

/** A name in Latin letters is the name for the badge too: what was given beside it, now or before, is gone. */
export const withBadgeName = <
  Person extends { readonly name: string; readonly badgeName?: string | null | undefined },
>(
  person: Person,
): Person & { readonly badgeName: string | null } => ({
  ...person,
  badgeName: isInLatinLetters(person.name) ? null : (person.badgeName ?? null),
});

export const person = z.object({
  name: line(200),
  badgeName: badgeName.nullish(),
  honorific: optionalLine(50).nullish(),
  email: emailAddress.nullish(),
  organisation: optionalLine(300).nullish(),
  jobTitle: optionalLine(300).nullish(),
  country: country.nullish(),
  language: language.nullish(),
});

export const createNominationInput = z.object({
  conferenceId: validId,
  bodyId: validId,
  constituencyId: validId,
  capacity: z.enum(CAPACITIES).default('DELEGATE'),
  person,
  justification: optionalProse(5_000).nullish(),
  rank: rank.nullish(),
  isSubmitted: z.boolean().default(false),
});
export type CreateNominationInput = z.output<typeof createNominationInput>;

export const releaseDecisionsInput = z.object({
  conferenceId: validId,
  nominationIds: z
    .array(validId)
    .min(1, 'Choose at least one nomination.')
    .max(1_000, 'Release at most 1,000 at a time.')
    .nullish(),
  previewVersion: z.string().max(64, 'Give the version of a preview.').nullish(),
});

/**
 * Whether a nomination can be submitted; refuses with INCOMPLETE and the missing field.
 * @param pathOfPerson where the caller wrote the person: in the request, or earlier in the nomination.
 */
export function requireComplete(
  person: { readonly email?: string | null | undefined },
  pathOfPerson: readonly string[] = ['person'],
): void {
  if (person.email === null || person.email === undefined) {
    throw new Refusal('INCOMPLETE', 'Add an e-mail address: the invitation goes there.', [
      ...pathOfPerson,
      'email',
    ]);
  }
}
