import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { FairTurns } from '#libs/platform';
import {
  MOST_BYTES,
  type Reading,
  type ReadingChoices,
  readSpreadsheet,
  SPREADSHEET_REFUSALS,
  type SpreadsheetRefusalKind,
} from '#libs/spreadsheet';
import { MOST_CHARACTERS_OF_LIST, MOST_ROWS_OF_LIST } from '../domain/import-list.js';
import { storable } from '../domain/storable.js';
import { KNOWN_HEADINGS } from '../headings.js';
import { type SheetRow } from '../sheet.js';

/** A file that was read to its end. */
export interface ReadList {
  readonly reading: Reading;
  readonly rows: readonly SheetRow[];
}

/** Each file takes a process of its own, with up to 220 MB; those that wait have their bytes in memory. */
const TURNS = { atOnce: 2, ofOneCaller: 1, waiting: 8, patience: 60_000 };

/** Reads files in processes of their own, few at a time. */
@Injectable()
export class ListReader {
  private readonly turns = new FairTurns(TURNS);

  /**
   * Refuses FILE_REFUSED, with what is wrong as `fileProblem`.
   * @throws ApiError SERVICE_UNAVAILABLE where too many files wait to be read
   */
  read(caller: string, bytes: Uint8Array, choices: ReadingChoices): Promise<ReadList> {
    return this.turns.run(caller, () => readWhole(bytes, choices));
  }
}

async function readWhole(bytes: Uint8Array, choices: ReadingChoices): Promise<ReadList> {
  const reading = await readSpreadsheet(bytes, { ...choices, headingWords: KNOWN_HEADINGS });
  if (reading instanceof Refusal) throw fileRefused(reading.code, reading.message);
  if (reading.rowCount > MOST_ROWS_OF_LIST) {
    await reading.close();
    throw fileRefused(
      'TOO_MANY_ROWS',
      SPREADSHEET_REFUSALS.TOO_MANY_ROWS.replace('{limit}', MOST_ROWS_OF_LIST.toLocaleString('en-GB')),
    );
  }
  const rows: SheetRow[] = [];
  let characters = 0;
  for await (const row of reading.rows) {
    for (const { text } of Object.values(row.cells)) characters += text.length;
    if (characters > MOST_CHARACTERS_OF_LIST)
      throw fileRefused('TOO_MUCH_WORK', SPREADSHEET_REFUSALS.TOO_MUCH_WORK);
    rows.push(storable(row));
  }
  return { reading, rows };
}

const fileRefused = (fileProblem: SpreadsheetRefusalKind, message: string): Refusal =>
  new Refusal('FILE_REFUSED', message, ['file'], { fileProblem });

/** Of a file whose bytes are not read to their end. */
export function tooLargeFile(): Refusal {
  const megabytes = MOST_BYTES / 1024 / 1024;
  const words = SPREADSHEET_REFUSALS.TOO_LARGE.replace('{megabytes}', `more than ${megabytes}`);
  return fileRefused('TOO_LARGE', words.replace('{limit}', String(megabytes)));
}
