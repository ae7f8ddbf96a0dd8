import { Int } from '@nestjs/graphql';
import { z } from 'zod';
import { declareInput, enumOf, mutationPayload } from '#libs/platform';
import { SPREADSHEET_REFUSALS, type SpreadsheetRefusalKind } from '#libs/spreadsheet';
import { LOAD_FIELDS } from '../use-cases/load-import-list.js';
import { ImportListType } from './import-list.type.js';

const words = Object.fromEntries(
  Object.entries(SPREADSHEET_REFUSALS).map(([kind, says]) => [kind, says.replace(/\{(\w+)\}/g, '…')]),
) as Record<SpreadsheetRefusalKind, string>;

export const ImportFileProblemEnum = enumOf<SpreadsheetRefusalKind>(
  'ImportFileProblem',
  'Why a file cannot be read as a list; `message` says it with the figures, and how to mend it',
  words,
);

/** So many UTF-16 units of pasted text: what a body of a request can hold. */
const MOST_PASTED = 900_000;

export const LoadImportListInput = declareInput(
  {
    name: 'LoadImportListInput',
    description:
      'Cells that were pasted, or a text of comma-separated values. Files go to `POST /import-lists`, with the same answers to the same questions',
    shape: {
      ...LOAD_FIELDS,
      text: z
        .string()
        .describe(
          `The cells as text: lines of cells parted by tabs, as spreadsheet programs copy them, commas or semicolons; at most ${MOST_PASTED.toLocaleString('en')} characters`,
        ),
    },
    isOfMutation: true,
  },
  { Rows: () => [Int], Separator: () => String },
);
export type LoadImportListRequest = Readonly<Record<string, unknown>> & {
  readonly idempotencyKey: string;
  readonly text: string;
};

export const LoadImportListPayload = mutationPayload({
  name: 'LoadImportList',
  result: { importList: () => ImportListType },
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
    'IDEMPOTENCY_KEY_REUSED',
    'FILE_REFUSED',
    'ACTION_UNAVAILABLE',
  ],
  extras: { fileProblem: () => ImportFileProblemEnum },
});
