import { Buffer } from 'node:buffer';
import { type CellValue, type Sheet, type SheetSummary } from './sheet.js';
import { ZonedTime } from './zoned-time.js';

const BYTE_ORDER_MARK = '\uFEFF';
const ROW_END = '\r\n';
const NEEDS_QUOTES = /[",\r\n]/;
/**
 * What a spreadsheet program would work out. A text that begins with apostrophes before such a sign gets one more, so that
 * whoever takes one away has what was typed.
 */
const FORMULA = /^'*[=+\-@]/;

/**
 * CSV (RFC 4180) in UTF-8 with a byte order mark, commas, CRLF behind each row. A text that begins with = + - @ has an
 * apostrophe before it; `libs/import` takes it off again. Moments are ISO 8601 with the offset of their zone.
 */
export async function* writeCsv(sheet: Sheet): AsyncGenerator<Uint8Array, SheetSummary> {
  const zone = new ZonedTime(sheet.timeZone);
  let rows = 0;
  let guarded = 0;
  const field = (value: CellValue): string => {
    if (value === null) return '';
    if (value instanceof Date) return zone.iso(value);
    if (typeof value === 'number') return String(value);
    const isGuarded = FORMULA.test(value);
    if (isGuarded) guarded += 1;
    const text = isGuarded ? `'${value}` : value;
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const line = (values: readonly CellValue[]): string => `${values.map(field).join(',')}${ROW_END}`;
  yield Buffer.from(BYTE_ORDER_MARK + line(sheet.columns.map(({ heading }) => heading)));
  for await (const page of sheet.pages) {
    if (page.length === 0) continue;
    rows += page.length;
    yield Buffer.from(page.map(line).join(''));
  }
  return { rows, guarded, cut: 0, sheets: 1 };
}
