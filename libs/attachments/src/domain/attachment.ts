/** Whose a file is: the host's own, which no body comes to, or a body's, which the host reads once the subject was handed over. */
export const ATTACHMENT_SIDES = ['HOST', 'BODY'] as const;
export type AttachmentSide = (typeof ATTACHMENT_SIDES)[number];

/** Where the subject is: its body's to change, with the host, or over. */
export type SubjectStage = 'WITH_BODY' | 'WITH_HOST' | 'ENDED';

/** What files are attached to, as far as walls and roles ask. */
export interface AttachedSubject {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly stage: SubjectStage;
}

/** What this context writes into the audit trail: never the name of a file, which may be a person's. */
export const ATTACHMENT_ACTIONS = {
  added: 'attachment.added',
  deleted: 'attachment.deleted',
} as const;
