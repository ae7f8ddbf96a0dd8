import { type Buffer } from 'node:buffer';

/** The mark of an address ([MS-OSHARED], 2.3.7.6); what follows it is a length in bytes and UTF-16. */
const URL_MONIKER = 'e0c9ea79f9bace118c8200aa004ba90b';

/** The address of a link to somewhere outside; undefined for one within the workbook or to a file. */
export function readHyperlink(data: Buffer): string | undefined {
  const hex = data.toString('hex', 32);
  const found = hex.indexOf(URL_MONIKER);
  if (found < 0 || found % 2 !== 0) return undefined;
  const at = 32 + found / 2 + 16;
  if (at + 4 > data.length) return undefined;
  const end = Math.min(at + 4 + data.readUInt32LE(at), data.length);
  const text = data.toString('utf16le', at + 4, end);
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}
