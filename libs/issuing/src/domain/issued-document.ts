/** What is issued with a number. A certificate or a letter more is a kind more. */
export const DOCUMENT_KINDS = ['ORGANISATION_INVITATION'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** VALID until it is superseded by a newer one, withdrawn while it is made anew, or revoked for good. */
export const DOCUMENT_STATES = ['VALID', 'SUPERSEDED', 'WITHDRAWN', 'REVOKED'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export type EndedState = Exclude<DocumentState, 'VALID'>;

export const ISSUED_DOCUMENT_SUBJECT = 'issued-document';

/** What the trail says: codes and counts, no names. */
export const DOCUMENT_FACTS = { issued: 'document.issued', ended: 'document.ended' } as const;
