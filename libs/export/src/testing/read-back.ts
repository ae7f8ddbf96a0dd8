import { type Buffer } from 'node:buffer';
import { type Cell, type Reading, readSpreadsheet } from '#libs/spreadsheet';
import { Refusal } from '#libs/kernel';

export interface ReadBack {
  readonly reading: Reading;
  /** Rows with their headings, each the cells by letter. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** A file as an import reads it; throws where it is refused. */
export async function readBack(bytes: Buffer, sheet?: string): Promise<ReadBack> {
  const reading = await readSpreadsheet(bytes, sheet === undefined ? {} : { sheet });
  if (reading instanceof Refusal) throw reading;
  const rows: Readonly<Record<string, Cell>>[] = [];
  for await (const { cells } of reading.rows) rows.push(cells);
  return { reading, rows };
}

/** The texts of a column below its heading. */
export const column = ({ rows }: ReadBack, letter: string): (string | undefined)[] =>
  rows.slice(1).map((cells) => cells[letter]?.text);
