import { createHash } from 'node:crypto';

/**
 * The id that an organisation of the directory has in a conference, whether or not its host has taken it: UUID version 8 (RFC 9562) from
 * conference and key. So nobody can tell from a reference to it whether there is a row.
 */
export function directoryOrganisationId(conferenceId: string, key: string): string {
  const bytes = createHash('sha256').update(`${conferenceId} ${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
