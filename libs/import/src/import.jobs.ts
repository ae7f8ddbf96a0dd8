import { z } from 'zod';
import { defineJob } from '#libs/platform';

const ofList = {
  listId: z.uuid(),
  /** Of the list while it is at work: another act has another one. */
  version: z.int(),
};

/** Drafts and changes what the rows of a list say; goes on where it was when it is begun again. */
export const applyList = defineJob({
  queue: 'import',
  name: 'apply-list',
  payload: z.object(ofList),
  timeoutMs: 600_000,
});

/** Withdraws what a list has drafted, and writes back what it has changed. */
export const undoList = defineJob({
  queue: 'import',
  name: 'undo-list',
  payload: z.object(ofList),
  timeoutMs: 600_000,
});
