import { createHash } from 'node:crypto';

/**
 * The id of a flow's n-th child, derived from its parent's so that making the rows twice makes them once. The first 48
 * bits are the parent's time, the rest is a hash: a UUID of version 8 (RFC 9562, section 5.8) that sorts by age.
 */
export function childId(parentId: string, index: number): string {
  const hash = createHash('sha256').update(`${parentId}/${index}`).digest();
  const bytes = Buffer.concat([
    Buffer.from(parentId.replaceAll('-', '').slice(0, 12), 'hex'),
    hash.subarray(0, 10),
  ]);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
