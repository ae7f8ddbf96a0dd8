import { columnsFrom, table, text, texts, uuid } from '#libs/platform';
import { inputsOf, PERSON_FIELDS } from '../domain/nomination-fields.js';

/** Whom a body nominates, as it typed them. */
export const PERSON = table('nominations.person', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  ...columnsFrom(inputsOf(PERSON_FIELDS)),
  /** The address as one mailbox is known, whatever its spelling. */
  emailFold: text().orNull().changeable(),
  /** What similar names are found by: letters of the name, and codes of its sounds and nicknames. */
  nameKey: text().byDefault().changeable(),
  nameCodes: texts().byDefault().changeable(),
});
