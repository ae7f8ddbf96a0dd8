import { Buffer } from 'node:buffer';
import {
  type CellValue,
  type Sheet,
  type SheetColumn,
  type SheetSummary,
  type SheetWriter,
} from '../writers/sheet.js';

export interface Written {
  readonly bytes: Buffer;
  readonly summary: SheetSummary;
}

/** A file written to its end. */
export async function written(
  write: SheetWriter,
  sheet: Pick<Sheet, 'columns'> & Partial<Sheet> & { readonly rows?: readonly (readonly CellValue[])[] },
): Promise<Written> {
  const pieces: Uint8Array[] = [];
  const { rows = [] } = sheet;
  const making = write({
    name: 'Sample',
    pages: pagesOf(rows),
    timeZone: 'Europe/London',
    language: 'en',
    ...sheet,
  });
  for (;;) {
    const next = await making.next();
    if (next.done === true) return { bytes: Buffer.concat(pieces), summary: next.value };
    pieces.push(next.value);
  }
}

export const texts = (...headings: string[]): SheetColumn[] =>
  headings.map((heading) => ({ heading, type: 'text' }));

/** Three rows at a time, so that ends of pages lie within a list. */
export async function* pagesOf(
  rows: readonly (readonly CellValue[])[],
): AsyncGenerator<readonly (readonly CellValue[])[]> {
  for (let from = 0; from < rows.length; from += 3) yield rows.slice(from, from + 3);
}
