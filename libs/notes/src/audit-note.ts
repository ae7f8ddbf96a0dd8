import { type Transaction } from '#libs/platform';
import { type NOTE_ACTIONS } from './domain/note.js';
import { type NoteRow } from './persistence/note.statements.js';

/**
 * The entry stands in the history of the subject, for the note's own side. That of a body names no conference: what does is read by its
 * host, in the trail and in the feed of changes.
 */
export function auditNote(
  tx: Transaction,
  {
    id,
    conferenceId,
    bodyId,
    subjectType,
    subjectId,
  }: Pick<NoteRow, 'id' | 'conferenceId' | 'bodyId' | 'subjectType' | 'subjectId'>,
  action: (typeof NOTE_ACTIONS)[keyof typeof NOTE_ACTIONS],
): void {
  tx.audit({
    conferenceId: bodyId === null ? conferenceId : null,
    bodyId,
    action,
    subjectType,
    subjectId,
    details: { noteId: id },
  });
}
