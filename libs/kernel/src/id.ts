import { randomFillSync } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const random = Buffer.alloc(16 * 256);
let used = random.length;
let lastMs = 0;
let sequence = 0;

/**
 * A new identifier: UUID version 7 (RFC 9562, section 5.7), lower case. The first 48 bits are milliseconds since 1970;
 * the next 12 count within a millisecond (method 1 of section 6.2), so ids of one process sort in the order of making.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, (used += 16));
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Before every id. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
/** Behind every id. */
export const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Whether a text from outside has the form of an identifier; anything else is answered as unknown. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
