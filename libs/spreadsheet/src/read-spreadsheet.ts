import { Buffer } from 'node:buffer';
import { MOST_BYTES } from './limits.js';
import { tooLarge } from './open-workbook.js';
import { ReaderChild, type ReaderLimits } from './process/reader-child.js';
import {
  type Reading,
  type ReadingChoices,
  type SpreadsheetRefusal,
  type SpreadsheetRow,
} from './reading.js';
import { refused } from './refusals.js';

/** A file as bytes, or as it comes over the network. */
export type SpreadsheetBytes = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Reads a spreadsheet in a process of its own, with limits of memory and time: what exceeds them is refused, and this process goes on.
 * Rows come in batches as they are asked for. The process ends after the last row, on `close`, when nobody asks for the next rows for
 * MOST_IDLE_MILLISECONDS, and with this process.
 * @returns a refusal for a file that cannot be read: its `code` says why, its message how to mend it
 */
export async function readSpreadsheet(
  input: SpreadsheetBytes,
  choices: ReadingChoices = {},
  limits: ReaderLimits = {},
): Promise<Reading | SpreadsheetRefusal> {
  const bytes = await gather(input);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const child = new ReaderChild(limits);
  const answer = await child.ask({ bytes, choices });
  if (answer !== undefined && answer !== 'end' && 'head' in answer) {
    const rows = rowsOf(child);
    return { ...answer.head, rows, close: () => child.end() };
  }
  await child.end();
  const isRefused = answer !== undefined && answer !== 'end' && 'refused' in answer;
  return isRefused ? refused(answer.refused, answer.figures) : refused('TOO_MUCH_WORK');
}

/** No more than may be read: the rest of what is too large is not waited for. */
async function gather(input: SpreadsheetBytes): Promise<Uint8Array | SpreadsheetRefusal> {
  if (input instanceof Uint8Array) return input.length > MOST_BYTES ? tooLarge(input.length) : input;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > MOST_BYTES) return tooLarge(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Error when the process ended while rows were left: nobody takes a part of a list for all of it */
async function* rowsOf(child: ReaderChild): AsyncGenerator<SpreadsheetRow> {
  try {
    for (;;) {
      const answer = await child.ask('next');
      if (answer === 'end') return;
      if (answer === undefined || !('rows' in answer)) {
        throw new Error('The process that reads the spreadsheet ended before its last row.');
      }
      yield* answer.rows;
    }
  } finally {
    await child.end();
  }
}
