import { createHash, randomBytes } from 'node:crypto';

/** A text that a person wrote beside an act, as it is kept: apart from the audit trail, so that it can be erased. */
export interface Remark {
  readonly text: string;
  /** Random; without it the hash in the trail tells nothing of a short text. */
  readonly salt: string;
}

export const newRemark = (text: string): Remark => ({ text, salt: randomBytes(16).toString('base64url') });

/** What the trail holds of a remark: SHA-256 in hexadecimal of salt, a line feed and text. */
export const remarkHash = ({ text, salt }: Remark): string =>
  createHash('sha256').update(`${salt}\n${text}`).digest('hex');
