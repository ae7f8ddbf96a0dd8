import { boolean, instant, integer, json, oneOf, table, text, texts, uuid } from '#libs/platform';
import { type FormerName, type Names, ORGANISATION_KINDS } from '../domain/organisation.js';

/**
 * An organisation of a conference. One that is taken from the directory follows it where nothing is said here: an empty list of names
 * is the directory’s.
 */
export const ORGANISATION = table('organisations.organisation', {
  id: uuid(),
  conferenceId: uuid(),
  /** `state:KN`; null: the host has added it by hand. */
  directoryKey: text().orNull(),
  kind: oneOf(ORGANISATION_KINDS).changeable(),
  officialNames: json<Names>().changeable(),
  shortNames: json<Names>().changeable(),
  aliases: texts().changeable(),
  formerNames: json<readonly FormerName[]>().changeable(),
  /** Its own place in lists: where a name like this one would stand. */
  sortNames: json<Names>().changeable(),
  countryCode: text().orNull().changeable(),
  parentId: uuid().orNull().changeable(),
  webSite: text().orNull().changeable(),
  mailDomains: texts().changeable(),
  /** Bodies find it, by its names alone. */
  isListed: boolean().changeable(),
  /** The organisation that it is one with; null: it stands by itself. */
  mergedInto: uuid().orNull().changeable(),
  /** Of the catalogue of its conference, when it was last written. */
  revision: integer().changeable(),
  version: integer().byDefault().changeable(),
  createdBy: uuid(),
  createdAt: instant().byDefault(),
});

/** Whom the host knows at an organisation. */
export const CONTACT = table('organisations.contact', {
  id: uuid(),
  conferenceId: uuid(),
  organisationId: uuid(),
  list: text(),
  name: text(),
  role: text().orNull(),
  email: text().orNull(),
  telephone: text().orNull(),
  position: integer(),
});

/** Counts what is written of a conference’s organisations: of all, and of those that bodies find. */
export const CATALOGUE = table('organisations.catalogue', {
  conferenceId: uuid(),
  isListed: boolean(),
  revision: integer().changeable(),
});
