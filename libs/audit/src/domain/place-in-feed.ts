import { isId, LOWEST_ID } from '#libs/kernel';

/**
 * Where an entry stands in the order of commits: era, number of its transaction, id. Within one transaction, which is seen whole or
 * not at all, ids are as good an order as any.
 */
export type PlaceInFeed = readonly [era: number, xid: string, id: string];

/** Before all entries. */
export const BEGINNING: PlaceInFeed = [0, '0', LOWEST_ID];

const BYTES = 28;

export function placeToBytes([era, xid, id]: PlaceInFeed): Buffer {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt32BE(era, 0);
  bytes.writeBigUInt64BE(BigInt(xid), 4);
  Buffer.from(id.replaceAll('-', ''), 'hex').copy(bytes, 12);
  return bytes;
}

/** Undefined where it is none. */
export function placeFromBytes(bytes: Buffer): PlaceInFeed | undefined {
  if (bytes.length !== BYTES) return undefined;
  const hex = bytes.subarray(12).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) ? [bytes.readUInt32BE(0), bytes.readBigUInt64BE(4).toString(), id] : undefined;
}

/** When the entry was made: ids are UUIDs of version 7, which begin with milliseconds. */
export const madeAt = ([, , id]: PlaceInFeed): Date =>
  new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));

/** Ids of events are UUIDs of version 7: they begin with the milliseconds of their making. */
export function lowestIdOf(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
