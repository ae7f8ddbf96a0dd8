/** What is asked of a file. */
export const FILE_USES = ['PHOTOGRAPH', 'DOCUMENT'] as const;
/** PHOTOGRAPH: a picture of a person, which has a least size. DOCUMENT: a PDF, or a picture of any size. */
export type FileUse = (typeof FILE_USES)[number];

export const CONTENT_TYPES = ['image/jpeg', 'application/pdf'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** A file as it is kept. */
export interface CheckedFile {
  readonly contentType: ContentType;
  /** Of a picture not those that came: it is drawn anew. */
  readonly bytes: Uint8Array;
}
