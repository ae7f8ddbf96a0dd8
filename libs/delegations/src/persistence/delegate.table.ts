import { instant, oneOf, table, text, uuid } from '#libs/platform';
import { SEAT_ROLES } from '../domain/seats.js';

/** Somebody who is named for a seat of a delegation. */
export const DELEGATE = table('delegations.delegate', {
  id: uuid(),
  conferenceId: uuid(),
  organisationId: uuid(),
  invitationId: uuid(),
  role: oneOf(SEAT_ROLES),
  name: text(),
  /** The name as two spellings of it are compared. */
  nameKey: text(),
  /** One address may serve all of a delegation. */
  email: text().orNull(),
  position: text().orNull(),
  namedBy: uuid(),
  namedAt: instant().byDefault(),
  /** When they left the delegation, which gave the seat back; null: they are in it. */
  removedAt: instant().orNull().changeable(),
});
