import { createHash, createHmac } from 'node:crypto';

/**
 * The secret in the link of an invitation: base64url(HMAC-SHA256(secret of the installation, 'invitation:' + id + ':' +
 * version of the link)), 43 characters. Made when the mail is sent and kept nowhere.
 */
export const invitationToken = (secret: string, id: string, linkVersion: number): string =>
  createHmac('sha256', secret).update(`invitation:${id}:${linkVersion}`).digest('base64url');

/** What is stored of it: SHA-256 in hexadecimal. The token is as good as random, so neither salt nor stretching helps. */
export const hashInvitationToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** The page of the answer. The token stands behind the `#`: browsers send it to nobody and no log has it. */
export const invitationPath = (token: string): string => `/invitation#${token}`;
