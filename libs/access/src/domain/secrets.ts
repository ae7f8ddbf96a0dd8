import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Random bytes in every secret that we hand out. */
const SECRET_BYTES = 32;

/** What every API token begins with, so that people and scanners of leaked secrets know it when they see it. */
export const API_TOKEN_PREFIX = 'plenary_';

// 32 bytes as base64url without padding.
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;
const API_TOKEN_FORM = /^plenary_[A-Za-z0-9_-]{43}$/;

/** A new secret of 256 random bits: 43 characters that need no escaping in a header or an address. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const newApiToken = (): string => API_TOKEN_PREFIX + newSecret();

/** With how many characters behind the prefix people know a token again; the 39 others are kept nowhere. */
const FIRST_LETTERS = 4;

export const firstLettersOf = (token: string): string =>
  token.slice(0, API_TOKEN_PREFIX.length + FIRST_LETTERS);

/** Whether a text has the form of a session's or a link's secret; anything else is not even looked up. */
export const isSecretForm = (text: string): boolean => SECRET_FORM.test(text);

export const isApiTokenForm = (text: string): boolean => API_TOKEN_FORM.test(text);

/**
 * What is stored of a secret: SHA-256 in hexadecimal. Neither salt nor stretching, for the secret itself is 256 random
 * bits and cannot be guessed from its hash.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * What is stored of something short that could be guessed from its plain hash, such as an address: base64url(HMAC-SHA256(
 * secret of the installation, purpose + ':' + the parts as JSON)). Whoever has only the database cannot try them out.
 */
export const keyedHash = (installationSecret: string, purpose: string, parts: readonly unknown[]): string =>
  createHmac('sha256', installationSecret)
    .update(`${purpose}:${JSON.stringify(parts)}`)
    .digest('base64url');

/**
 * The secret in a sign-in link: base64url(HMAC-SHA256(secret of the installation, 'sign-in-link:' + id)). Made when the
 * mail is sent and kept nowhere; the link's row has only its hash.
 */
export const signInToken = (installationSecret: string, linkId: string): string =>
  createHmac('sha256', installationSecret).update(`sign-in-link:${linkId}`).digest('base64url');

/** The page that a link opens. The token stands behind the `#`: browsers send it to nobody and no log has it. */
export const signInPath = (token: string): string => `/sign-in/link#${token}`;
