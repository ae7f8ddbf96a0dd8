import { inHostSight } from '#libs/platform';
import { type FormerName, type Names, type OrganisationKind } from '../domain/organisation.js';

/** An organisation as it is kept. */
export interface OrganisationFields {
  readonly id: string;
  readonly conferenceId: string;
  readonly directoryKey: string | null;
  readonly kind: OrganisationKind;
  readonly officialNames: Names;
  readonly shortNames: Names;
  readonly aliases: readonly string[];
  readonly formerNames: readonly FormerName[];
  readonly sortNames: Names;
  readonly countryCode: string | null;
  readonly parentId: string | null;
  readonly webSite: string | null;
  readonly mailDomains: readonly string[];
  readonly isListed: boolean;
  readonly mergedInto: string | null;
  readonly version: number;
  readonly createdAt: Date;
}
export interface OrganisationRow extends OrganisationFields, Record<string, unknown> {}

const NAMES = `o.id, o.conference_id AS "conferenceId", o.directory_key AS "directoryKey", o.kind, o.official_names AS "officialNames",
  o.short_names AS "shortNames", o.aliases, o.former_names AS "formerNames", o.sort_names AS "sortNames", o.country_code AS "countryCode",
  o.is_listed AS "isListed", o.merged_into AS "mergedInto"`;
const COLUMNS = `${NAMES}, o.parent_id AS "parentId", o.web_site AS "webSite", o.mail_domains AS "mailDomains", o.version,
  o.created_at AS "createdAt"`;
/** What bodies may know: what finds it and what it is called, nothing of what the host keeps about it. */
const OF_BODIES = `${NAMES}, NULL::uuid AS "parentId", NULL::text AS "webSite", '{}'::text[] AS "mailDomains", 1 AS version,
  o.created_at AS "createdAt"`;

/** How far a conference's organisations are written, and those that were written since. One row at least where there are any. */
export interface WrittenRow extends Partial<OrganisationRow> {
  readonly revision: number;
}
/** $1 conference, $2 revision that is known, $3 conferences that the caller reads whole. */
export const WRITTEN_SINCE = `SELECT c.revision, ${COLUMNS} FROM organisations.catalogue c
  LEFT JOIN organisations.organisation o ON o.conference_id = c.conference_id AND o.revision > $2::int AND o.revision <= c.revision
  WHERE c.conference_id = $1::uuid AND NOT c.is_listed AND ${inHostSight('c', 3)}`;
/** All that bodies find, where anything of it was written since. $3 conferences in which the caller has a role. */
export const LISTED_SINCE = `SELECT c.revision, ${OF_BODIES} FROM organisations.catalogue c
  LEFT JOIN organisations.organisation o ON o.conference_id = c.conference_id AND o.is_listed AND c.revision <> $2::int
  WHERE c.conference_id = $1::uuid AND c.is_listed AND ${inHostSight('c', 3)}`;

/** $2 conferences that the caller reads whole. */
export const ORGANISATIONS_BY_IDS = `SELECT ${COLUMNS} FROM organisations.organisation o
  WHERE o.id = ANY ($1::uuid[]) AND ${inHostSight('o', 2)}`;
/** $2 conferences in which the caller has a role. */
export const LISTED_BY_IDS = `SELECT ${OF_BODIES} FROM organisations.organisation o
  WHERE o.id = ANY ($1::uuid[]) AND o.is_listed AND ${inHostSight('o', 2)}`;
/** Those that were merged into each of these, at most $3 of each. */
export const MERGED_INTO = `SELECT page.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (SELECT ${COLUMNS} FROM organisations.organisation o
  WHERE o.merged_into = sought.id AND ${inHostSight('o', 2)} ORDER BY o.id LIMIT $3) page`;
/** It and whatever is merged into it, whatever is merged into these included. */
export const GROUPS_OF = `WITH RECURSIVE part (root, id) AS (
    SELECT o.id, o.id FROM organisations.organisation o WHERE o.id = ANY ($1::uuid[]) AND ${inHostSight('o', 2)}
    UNION SELECT part.root, o.id FROM part JOIN organisations.organisation o ON o.merged_into = part.id AND ${inHostSight('o', 2)})
  SELECT root, id FROM part`;
/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_ORGANISATION = `SELECT ${COLUMNS} FROM organisations.organisation o WHERE o.id = $1 AND ${inHostSight('o', 2)}
  FOR NO KEY UPDATE`;

/** Of one conference, for whoever acts within walls of their own: a transaction of the host, or the worker. */
export const ORGANISATIONS_OF_CONFERENCE = `SELECT ${COLUMNS} FROM organisations.organisation o
  WHERE o.conference_id = $1::uuid AND o.id = ANY ($2::uuid[])`;

/** Of one conference: organisations and what was merged into them, by their ids. */
export const WITH_MERGED = `WITH RECURSIVE record (id) AS (
    SELECT o.id FROM organisations.organisation o WHERE o.conference_id = $1::uuid AND o.id = ANY ($2::uuid[])
    UNION SELECT o.id FROM record JOIN organisations.organisation o ON o.merged_into = record.id WHERE o.conference_id = $1::uuid)
  SELECT id FROM record`;

/** $1 conference, $2 whether of those that bodies find: whoever writes does so one after the other, until the end of the transaction. */
export const COUNT_WRITE = `INSERT INTO organisations.catalogue AS c (conference_id, is_listed, revision) VALUES ($1, $2, 1)
  ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = c.revision + 1 RETURNING revision`;

/** $1 name of what is locked: whoever reads what is there before they write waits for the one before. */
export const LOCK_CATALOGUE = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

export interface ContactRow extends Record<string, unknown> {
  readonly id: string;
  readonly organisationId: string;
  readonly conferenceId: string;
  readonly list: string;
  readonly name: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}
export const CONTACTS_OF = `SELECT k.id, k.organisation_id AS "organisationId", k.conference_id AS "conferenceId", k.list, k.name, k.role, k.email,
  k.telephone FROM organisations.contact k WHERE k.organisation_id = ANY ($1::uuid[]) AND ${inHostSight('k', 2)}
  ORDER BY k.organisation_id, k.position`;
export const CONTACTS_OF_CONFERENCE = `SELECT k.id, k.organisation_id AS "organisationId", k.conference_id AS "conferenceId", k.list, k.name,
  k.role, k.email, k.telephone FROM organisations.contact k WHERE k.conference_id = $1::uuid AND k.organisation_id = ANY ($2::uuid[])
  ORDER BY k.organisation_id, k.position`;
export const DELETE_CONTACTS = 'DELETE FROM organisations.contact WHERE organisation_id = $1';
