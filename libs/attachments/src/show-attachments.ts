import { type Transaction } from '#libs/platform';
import { SHOW_FILES } from './persistence/attachment.statements.js';

/** In the transaction in which its body hands a subject over: the host reads its files from then on. */
export function showAttachments(tx: Transaction, subjectId: string): void {
  tx.write(SHOW_FILES, [subjectId]);
}
