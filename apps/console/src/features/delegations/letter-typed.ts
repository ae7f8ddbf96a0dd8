import { z } from 'zod';
import { optionalText, orNull, requiredText } from '../../form/text-rules';
import type { MessageId } from '../../i18n/catalogue.en';
import type { Invitation } from './operations';
import { LETTER_LANGUAGES, LEVELS, SEAT_ROLES, type OfferedSeats, type SeatRole } from './sets';

const seats = z
  .string()
  .trim()
  .regex(/^\d{0,3}$/, { message: 'delegations.seats.wrong' satisfies MessageId });
export const seatsSchema = z.object({
  HEAD: seats,
  DELEGATE: seats,
  ADVISER: seats,
  INTERPRETER: seats,
  SECURITY: seats,
  PRESS: seats,
  SPOUSE: seats,
} satisfies Record<SeatRole, unknown>);
export type SeatsTyped = z.infer<typeof seatsSchema>;

/** What is typed of a letter. */
export const letterSchema = z.object({
  level: z.enum(LEVELS),
  seats: seatsSchema,
  replyBy: requiredText('delegations.replyBy.missing'),
  language: z.enum(LETTER_LANGUAGES),
  signatory: optionalText(),
  salutation: optionalText(),
});
export type LetterTyped = z.infer<typeof letterSchema>;

const known = (language: string | undefined) => LETTER_LANGUAGES.find((one) => one === language) ?? 'en';

export const seatsTypedFrom = (offered: readonly OfferedSeats[]): SeatsTyped =>
  Object.fromEntries(
    SEAT_ROLES.map((role) => [role, String(offered.find((one) => one.role === role)?.count ?? '')]),
  ) as SeatsTyped;

/** What a form begins with: a head and two delegates, where nothing is said yet. */
export const typedFrom = (invitation?: Invitation): LetterTyped => ({
  level: invitation?.level ?? 'MINISTER',
  seats: seatsTypedFrom(
    invitation?.seats ?? [
      { role: 'HEAD', count: 1 },
      { role: 'DELEGATE', count: 2 },
    ],
  ),
  replyBy: invitation?.replyBy ?? '',
  language: known(invitation?.language),
  signatory: invitation?.signatory ?? '',
  salutation: invitation?.salutation ?? '',
});

export const seatsSaid = (typed: SeatsTyped): OfferedSeats[] =>
  SEAT_ROLES.flatMap((role) => (Number(typed[role]) > 0 ? [{ role, count: Number(typed[role]) }] : []));

export const saidOf = ({ seats: typed, signatory, salutation, ...letter }: LetterTyped) => ({
  ...letter,
  seats: seatsSaid(typed),
  signatory: orNull(signatory),
  salutation: orNull(salutation),
});

/** The control of a refusal about seats, which the service counts as they were sent; undefined for any other. */
export function seatsControl(
  [, field, index]: readonly string[],
  typed: SeatsTyped,
): `seats.${SeatRole}` | undefined {
  return field === 'seats' ? `seats.${seatsSaid(typed)[Number(index)]?.role ?? 'HEAD'}` : undefined;
}
