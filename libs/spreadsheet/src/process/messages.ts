import { type Reading, type ReadingChoices, type SpreadsheetRow } from '../reading.js';
import { type RefusalFigures, type SpreadsheetRefusalKind } from '../refusals.js';

/** What the reader is told: once, what to read; then, each time, to send the next rows. */
export type Question = { readonly bytes: Uint8Array; readonly choices: ReadingChoices } | 'next';

/** What it answers: what the file is or why it is refused, then rows, and `end` after the last of them. */
export type Answer =
  | { readonly head: Omit<Reading, 'rows' | 'close'> }
  | { readonly refused: SpreadsheetRefusalKind; readonly figures: RefusalFigures }
  | { readonly rows: readonly SpreadsheetRow[] }
  | 'end';
