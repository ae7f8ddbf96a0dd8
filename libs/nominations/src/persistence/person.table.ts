import { table, text, texts, uuid } from '#libs/platform';

/** Whom a body nominates, as it typed them. */
export const PERSON = table('nominations.person', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  name: text().changeable(),
  honorific: text().orNull().changeable(),
  email: text().orNull().changeable(),
  organisation: text().orNull().changeable(),
  jobTitle: text().orNull().changeable(),
  country: text().orNull().changeable(),
  language: text().orNull().changeable(),
  /** The address as one mailbox is known, whatever its spelling. */
  emailFold: text().orNull().changeable(),
  /** What similar names are found by: letters of the name, and codes of its sounds and nicknames. */
  nameKey: text().byDefault().changeable(),
  nameCodes: texts().byDefault().changeable(),
  badgeName: text().orNull().changeable(),
});
