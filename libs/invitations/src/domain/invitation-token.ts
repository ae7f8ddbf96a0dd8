import { createHash, createHmac } from 'node:crypto';

/** Of links that are written now. Version 1 had 43 characters of base64url, which nobody can type. */
export const LINK_VERSION = 2;
/** Crockford's: no I, L, O or U, which are read for something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/**
 * The secret in the link of an invitation, made of HMAC-SHA256(secret of the installation, 'invitation:' + id + ':' +
 * version of the link): a code of 20 letters and digits (100 bits) in groups of five, which the mail shows as well. Made
 * when the mail is sent and kept nowhere.
 */
export function invitationToken(secret: string, id: string, linkVersion: number = LINK_VERSION): string {
  const digest = createHmac('sha256', secret).update(`invitation:${id}:${linkVersion}`).digest();
  if (linkVersion === 1) return digest.toString('base64url');
  return grouped(
    [...digest.subarray(0, LENGTH)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join(''),
  );
}

const grouped = (code: string): string => code.match(/.{5}/g)?.join('-') ?? code;

/**
 * The token in what somebody typed or copied: the code with or without its dashes, in small letters, O for 0, I or L for 1;
 * or the whole address of the link, or what stands behind its `#`.
 */
export function tokenAsTyped(text: string): string {
  const behind = text.slice(text.lastIndexOf('#') + 1).replace(/\s/gu, '');
  const code = behind
    .replace(/\p{Pd}/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return CODE.test(code) ? grouped(code) : behind;
}

/** What is stored of it: SHA-256 in hexadecimal. The token is as good as random, so neither salt nor stretching helps. */
export const hashInvitationToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** The page of the answer. The token stands behind the `#`: browsers send it to nobody and no log has it. */
export const invitationPath = (token: string): string => `/invitation#${token}`;
