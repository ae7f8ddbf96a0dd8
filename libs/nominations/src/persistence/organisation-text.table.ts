import { instant, table, text, uuid } from '#libs/platform';

/**
 * What a nomination says of the organisation of its person, and which one that is: one row for each that says something. It stands for as
 * long as the person has the same text.
 */
export const ORGANISATION_TEXT = table('nominations.organisation_text', {
  nominationId: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  /** As it was typed. Those that differ in capitals alone are equal. */
  typed: text().changeable(),
  /** Null: nobody has said which one it is. No key of another table: an organisation of the directory may have no row. */
  organisationId: uuid().orNull().changeable(),
  /** Who has said so: of the body, or of the host. */
  matchedBy: uuid().orNull().changeable(),
  matchedAt: instant().orNull().changeable(),
});
