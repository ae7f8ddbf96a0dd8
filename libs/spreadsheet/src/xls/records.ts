import { type Buffer } from 'node:buffer';
import { refused } from '../refusals.js';

/** Records of BIFF8 that say something about cells ([MS-XLS], 2.4). */
export const RECORD = {
  FORMULA: 0x0006,
  EOF: 0x000a,
  NOTE: 0x001c,
  DATE_1904: 0x0022,
  FILE_PASS: 0x002f,
  CONTINUE: 0x003c,
  COLUMN_INFO: 0x007d,
  BOUND_SHEET: 0x0085,
  MULTIPLE_RK: 0x00bd,
  RICH_STRING: 0x00d6,
  EXTENDED_FORMAT: 0x00e0,
  MERGED_CELLS: 0x00e5,
  SHARED_STRINGS: 0x00fc,
  LABEL_SHARED: 0x00fd,
  HYPERLINK: 0x01b8,
  NUMBER: 0x0203,
  LABEL: 0x0204,
  BOOLEAN_OR_ERROR: 0x0205,
  STRING: 0x0207,
  ROW: 0x0208,
  RK: 0x027e,
  FORMAT: 0x041e,
  BEGIN: 0x0809,
} as const;

export interface XlsRecord {
  readonly type: number;
  readonly data: Buffer;
  /** Where in the stream the next record begins. */
  readonly next: number;
}

/** The records from a place on. @throws Refusal DAMAGED where one is not whole */
export function* records(stream: Buffer, from: number): Generator<XlsRecord> {
  for (let at = from; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const next = at + 4 + length;
    if (next > stream.length) throw refused('DAMAGED');
    yield { type, data: stream.subarray(at + 4, next), next };
    at = next;
  }
}

/** A record and those that continue it: what is larger than 8,224 bytes is written so. */
export function withContinuations(stream: Buffer, record: XlsRecord): Buffer[] {
  const parts = [record.data];
  for (const { type, data } of records(stream, record.next)) {
    if (type !== RECORD.CONTINUE) break;
    parts.push(data);
  }
  return parts;
}
