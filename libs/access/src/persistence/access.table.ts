import { ROLES } from '#libs/kernel';
import { SYSTEM_ROLES } from '../domain/api-token.js';
import { boolean, changeableTable, instant, integer, oneOf, table, text, texts, uuid } from '#libs/platform';

/**
 * Who acts. A person has an address, by which they sign in; what they may do is in their grants. A system, which has one token,
 * has its role within a body here instead, and no address.
 */
export const APP_USER = table('access.app_user', {
  id: uuid(),
  name: text(),
  email: text().orNull(),
  /** As addresses are compared: one person has one. */
  emailFold: text().orNull(),
  language: text().byDefault(),
  isDemonstration: boolean().byDefault(),
  createdAt: instant().byDefault(),
  disabledAt: instant().orNull(),
  /** These two of a system: null of a person. */
  conferenceId: uuid().orNull(),
  bodyId: uuid().orNull(),
  /** Who made the system; null of a person, and where it was made on the command line. */
  madeBy: uuid().orNull(),
  role: oneOf(SYSTEM_ROLES).orNull(),
});

/** A role that somebody has in a conference, or has been offered: then `userId` is null and the address is that of the offer. */
export const ROLE_GRANT = table('access.role_grant', {
  id: uuid(),
  userId: uuid().orNull(),
  conferenceId: uuid(),
  bodyId: uuid().orNull(),
  role: oneOf(ROLES),
  grantedAt: instant().byDefault(),
  revokedAt: instant().orNull().changeable(),
  invitedName: text().orNull(),
  invitedEmail: text().orNull(),
  invitedEmailFold: text().orNull(),
  invitedLanguage: text().orNull(),
  /** How many mails the offer has cost. */
  mails: integer().byDefault().changeable(),
  /** Null while it is an offer. */
  acceptedAt: instant().orNull().byDefault(),
  declinedAt: instant().orNull(),
  offeredUntil: instant().orNull().changeable(),
  /** For which the person answers; null of every other role. */
  organisationId: uuid().orNull(),
  /** What it was called when the role was offered: whoever has not accepted reads nothing of the organisation itself. */
  organisationName: text().orNull(),
});

/** A key for programs: of a person, or of the system of a body that has no other. */
export const API_TOKEN = table('access.api_token', {
  id: uuid(),
  userId: uuid(),
  name: text(),
  scopes: texts(),
  /** The token itself is stored nowhere. */
  tokenHash: text(),
  createdAt: instant().byDefault(),
  lastUsedAt: instant().orNull().changeable(),
  expiresAt: instant().orNull(),
  revokedAt: instant().orNull().changeable(),
  /** With which the token begins, by which people know it again; null of those from before it was kept. */
  firstLetters: text().orNull(),
});

/** A signed-in browser. */
export const SESSION = table('access.session', {
  id: uuid(),
  userId: uuid(),
  tokenHash: text().changeable(),
  createdAt: instant().byDefault(),
  lastSeenAt: instant().byDefault().changeable(),
  expiresAt: instant(),
  revokedAt: instant().orNull().changeable(),
});

/** What a mail for signing in carries; it opens a session once. */
export const SIGN_IN_LINK = table('access.sign_in_link', {
  id: uuid(),
  userId: uuid(),
  tokenHash: text(),
  nextPath: text().orNull(),
  createdAt: instant().byDefault(),
  expiresAt: instant(),
  usedAt: instant().orNull().changeable(),
});

/** Somebody has asked for a link; the worker looks who it may be, so that the answer tells nobody. */
export const SIGN_IN_REQUEST = table('access.sign_in_request', {
  id: uuid(),
  emailFold: text(),
  nextPath: text().orNull(),
  createdAt: instant().byDefault(),
});

/** How often something was tried in the window that runs. */
export const RATE_LIMIT = changeableTable('access.rate_limit', {
  key: text(),
  hits: integer(),
  windowEndsAt: instant(),
});

/** Mail that somebody’s act has sent to an address, without the address: what the allowance counts. */
export const CAUSED_MAIL = table('access.caused_mail', {
  id: uuid().byDefault(),
  scopeId: uuid(),
  userId: uuid(),
  addressHash: text(),
  at: instant().byDefault(),
});
