import { type Transaction } from '#libs/platform';
import { type ATTACHMENT_ACTIONS } from './domain/attachment.js';
import { type AttachmentRow } from './persistence/attachment.statements.js';

/**
 * The entry stands in the history of the subject. That of a body's file which the host has not been shown names no conference, as with
 * notes: what does is read by its host, in the trail and in the feed of changes.
 */
export function auditAttachment(
  tx: Transaction,
  file: Pick<AttachmentRow, 'id' | 'conferenceId' | 'bodyId' | 'subjectType' | 'subjectId' | 'isShown'>,
  action: (typeof ATTACHMENT_ACTIONS)[keyof typeof ATTACHMENT_ACTIONS],
): void {
  tx.audit({
    conferenceId: file.isShown ? file.conferenceId : null,
    bodyId: file.bodyId,
    action,
    subjectType: file.subjectType,
    subjectId: file.subjectId,
    details: { attachmentId: file.id },
  });
}
