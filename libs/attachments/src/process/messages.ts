import { type CheckedFile, type FileUse } from '../checks/checked-file.js';
import { type FileFigures, type FileProblem } from '../refusals.js';

/** What the process is asked, once. */
export interface Question {
  readonly bytes: Uint8Array;
  readonly use: FileUse;
}

export type Answer = CheckedFile | { readonly refused: FileProblem; readonly figures: FileFigures };
