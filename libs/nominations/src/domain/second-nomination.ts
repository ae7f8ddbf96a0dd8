import { z } from 'zod';
import { optionalProse, Refusal } from '#libs/kernel';
import { type NominationState } from './nomination.lifecycle.js';

/**
 * States in which a nomination lives, as whoever nominates its address again is told. The others have ended: REJECTED, WITHDRAWN,
 * SUPERSEDED and LAPSED; and so has an APPROVED one whose newest invitation was declined, has lapsed or was cancelled, for its
 * place is given up. DECIDED is stored as UNDER_REVIEW, so a hidden decision changes nothing.
 */
export const LIVING_STATES: readonly NominationState[] = [
  'DRAFT',
  'SUBMITTED',
  'UNDER_REVIEW',
  'RETURNED',
  'APPROVED',
  'RESERVED',
];

/** How a request says that a second nomination of an address is meant. */
export const SECOND_FIELDS = {
  allowSecond: z
    .boolean()
    .nullish()
    .describe(
      'Whether it is meant that the body nominates an address which a living nomination of its own has already (ALREADY_NOMINATED). Does nothing where there is none',
    ),
  allowSecondReason: optionalProse(2_000)
    .nullish()
    .describe(
      'Why, for the host: needed with `allowSecond` where there is a first, at most 2,000 characters. Kept with the nomination as `secondReason`, and in its history',
    ),
};

/** What a request says of a second nomination. */
export interface SecondAsked {
  readonly allowSecond?: boolean | null | undefined;
  readonly allowSecondReason?: string | null | undefined;
}

/** The living nomination of the same body and address. */
export interface FirstNomination {
  readonly id: string;
  readonly reference: string;
}

/**
 * The reason to keep with a nomination of an address; null where it is the only one. Refuses ALREADY_NOMINATED, with the first one
 * as `existingId`, where a second is not meant, and REASON_REQUIRED where it does not say why.
 */
export function reasonForSecond(
  first: FirstNomination | undefined,
  { allowSecond, allowSecondReason }: SecondAsked,
  path: readonly string[],
): string | null {
  if (first === undefined) return null;
  if (allowSecond !== true) {
    throw new Refusal(
      'ALREADY_NOMINATED',
      `The nomination ${first.reference} of this body has this address already. Change that one; or, if a second one is meant, say so (\`allowSecond\`) and why.`,
      path,
      { existingId: first.id },
    );
  }
  if (allowSecondReason === null || allowSecondReason === undefined) {
    throw new Refusal('REASON_REQUIRED', 'Say why the address is nominated a second time.', [
      'input',
      'allowSecondReason',
    ]);
  }
  return allowSecondReason;
}
