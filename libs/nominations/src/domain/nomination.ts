import { z } from 'zod';
import { Refusal, validId } from '#libs/kernel';
import { isInLatinLetters } from '#libs/names';
import { inputsOf, NOMINATION_FIELDS, PERSON_FIELDS } from './nomination-fields.js';
import { SECOND_FIELDS } from './second-nomination.js';

/** As reviews, invitations, messages and the trail name a nomination. */
export const NOMINATION_SUBJECT = 'nomination';

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
  ...inputsOf(PERSON_FIELDS),
  organisationId: validId
    .nullish()
    .describe(
      'Which one `organisation` is: an `organisationId` of `organisationSuggestions`. The text stays as it is typed; without a text it is the name of that one. null: none yet. A text that changes without it names none, until the host matches it',
    ),
});

export const createNominationInput = z.object({
  conferenceId: validId,
  bodyId: validId,
  constituencyId: validId,
  person: person.meta({ type: 'PersonInput' }).describe('Who is nominated'),
  ...inputsOf(NOMINATION_FIELDS),
  capacity: NOMINATION_FIELDS.capacity.input.default('DELEGATE'),
  isSubmitted: z
    .boolean()
    .default(false)
    .describe('Submit it in the same act: all of it happens, or nothing. Needs a coordinator'),
  ...SECOND_FIELDS,
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
