import { inHostSight } from '#libs/platform';
import { type DocumentKind, type DocumentState } from '../domain/issued-document.js';

/** A document as lists and pages read it. */
export interface DocumentFields {
  readonly id: string;
  readonly conferenceId: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly state: DocumentState;
  readonly subjectId: string;
  readonly issuedById: string;
  readonly issuedAt: Date;
  readonly endedAt: Date | null;
}
export interface DocumentRow extends DocumentFields, Record<string, unknown> {}
const COLUMNS = `d.id, d.conference_id AS "conferenceId", d.number, d.kind, d.version, d.state, d.subject_id AS "subjectId",
  d.issued_by AS "issuedById", d.issued_at AS "issuedAt", d.ended_at AS "endedAt"`;

/** $2 conferences that the caller reads whole. */
export const DOCUMENTS_BY_IDS = `SELECT ${COLUMNS} FROM issuing.issued_document d
  WHERE d.id = ANY ($1::uuid[]) AND ${inHostSight('d', 2)}`;
/** The latest $3 of each of these subjects, the newest first. */
export const DOCUMENTS_OF = `SELECT page.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (SELECT ${COLUMNS} FROM issuing.issued_document d
  WHERE d.subject_id = sought.id AND ${inHostSight('d', 2)} ORDER BY d.kind, d.version DESC LIMIT $3) page`;

/** What a document is drawn from. */
export interface DrawnRow extends Record<string, unknown> {
  readonly id: string;
  readonly number: string;
  readonly template: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly secret: string;
}
const DRAWN = 'd.id, d.number, d.template, d.facts, d.secret';
/** $2 conferences that the caller reads whole. */
export const DRAWN_BY_ID = `SELECT ${DRAWN} FROM issuing.issued_document d WHERE d.id = $1 AND ${inHostSight('d', 2)}`;
/** For the worker, which acts for all conferences. */
export const DRAWN_OF_ALL = `SELECT ${DRAWN} FROM issuing.issued_document d WHERE d.id = $1`;

/** What the page of verification looks at. */
export interface KnownRow extends Record<string, unknown> {
  readonly conferenceId: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly state: DocumentState;
  readonly names: readonly string[];
  readonly issuedAt: Date;
}
const KNOWN = `d.conference_id AS "conferenceId", d.number, d.kind, d.version, d.state, d.names, d.issued_at AS "issuedAt"`;
/** $1 the key of an address. */
export const DOCUMENT_OF_ADDRESS = `SELECT ${KNOWN} FROM issuing.issued_document d WHERE d.secret_key = $1`;
/** $1 the key of a number. Two conferences may have the same: whose name fits is told by the names. */
export const DOCUMENTS_OF_NUMBER = `SELECT ${KNOWN} FROM issuing.issued_document d WHERE d.number_key = $1 ORDER BY d.id LIMIT 10`;

/** $1 conference, $2 prefix, $3 year, where it is the first: the next number. Whoever issues in a conference waits for the one before. */
export const NEXT_NUMBER = `INSERT INTO issuing.series AS s (conference_id, prefix, year, last) VALUES ($1, $2, $3, 1)
  ON CONFLICT (conference_id) DO UPDATE SET last = s.last + 1 RETURNING s.prefix, s.year, s.last`;
/** $1 subject, $2 kind: how many there were, the newest version. */
export const LATEST_OF_SUBJECT = `SELECT coalesce(max(d.version), 0)::int AS version FROM issuing.issued_document d
  WHERE d.subject_id = $1 AND d.kind = $2`;
/** $1 subject, $2 kind, $3 the state in which what was valid ends. */
export const END_VALID = `UPDATE issuing.issued_document SET state = $3, ended_at = clock_timestamp()
  WHERE subject_id = $1 AND kind = $2 AND state = 'VALID' RETURNING id`;
