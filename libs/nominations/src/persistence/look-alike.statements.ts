import { inSight } from '#libs/platform';
import { MOST_LOOK_ALIKES } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';

/** All that stand or have stood before the host. */
export const STANDING: readonly string[] = [
  'SUBMITTED',
  'UNDER_REVIEW',
  'RETURNED',
  'APPROVED',
  'RESERVED',
  'REJECTED',
];

/**
 * Those of them whose way goes on: of the others nobody asks any more whether they are one person. Nor of somebody APPROVED whose
 * invitation has ended without a guest: see `isAlive`.
 */
export const PAIRED_STATES: readonly string[] = STANDING.filter((state) => state !== 'REJECTED');

/** SQL: the invitation of a nomination has ended without a guest. */
const hasEnded = (nomination: string): string => `EXISTS (SELECT FROM invitations.ended_source e
    WHERE e.source_type = '${NOMINATION_SUBJECT}' AND e.source_id = ${nomination}.id)`;
/** SQL: a nomination goes on; `states` the parameter that has `PAIRED_STATES`. */
export const isAlive = (nomination: string, states: number): string =>
  `(${nomination}.state = ANY ($${states}) AND NOT (${nomination}.state = 'APPROVED' AND ${hasEnded(nomination)}))`;
/** SQL: somebody is expected by a nomination: it is approved and released, and its invitation waits or is accepted. */
export const isExpected = (nomination: string): string =>
  `(${nomination}.state = 'APPROVED' AND NOT ${hasEnded(nomination)})`;

const CANDIDATE = `SELECT n.id, n.reference, n.state = 'REJECTED' AS "isRejected", p.name, p.badge_name AS "badgeName",
    p.email_fold AS "emailFold"`;

/**
 * Nominations that may name the same person: $1 conference, $2 the nomination itself, $3 states, $4 its folded address, $5 the
 * key of its name, $6 its codes. Whoever has the same address is always among them, however common the name.
 */
export const LOOK_ALIKES = `${CANDIDATE}
  FROM nominations.look_alikes($1, $2, $3, $4, $5, $6, ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.nomination n ON n.id = found.id JOIN nominations.person p ON p.id = n.person_id`;

/**
 * Whoever has the address of one of many: $1 conference, $2 the nominations themselves, $3 their folded addresses, $4 states.
 */
export const SAME_ADDRESS = `SELECT sought.id AS sought, found.id
  FROM unnest($2::uuid[], $3::text[]) AS sought (id, address) CROSS JOIN LATERAL (
    SELECT n.id FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.conference_id = $1 AND p.email_fold = sought.address AND n.id <> sought.id AND n.state = ANY ($4)
    ORDER BY n.id DESC LIMIT ${MOST_LOOK_ALIKES}) found`;

/**
 * A page of all that stand, in the order of their persons' ids: $1 conference, $2 states, $3 the person before the page, $4 how
 * many. Read in order: two indexes side by side, where each person looked up would cost three times as much. Joined into texts,
 * because lists are read letter by letter; no id has a space in it, no key the end of a line, and no code a tabulator.
 */
export const STANDING_NAMES = `SELECT string_agg(id::text, ' ') AS ids, string_agg(name_key, E'\\n') AS keys,
    string_agg(array_to_string(name_codes, E'\\t'), E'\\n') AS codes, max(person_id::text COLLATE "C") AS last FROM (
    SELECT n.id, p.name_key, p.name_codes, n.person_id FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.conference_id = $1 AND n.conference_id = $1 AND n.state = ANY ($2) AND p.id > $3 AND n.person_id > $3
    ORDER BY n.person_id LIMIT $4) page`;

/** $1 ids. */
export const CANDIDATES = `${CANDIDATE}
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = ANY ($1::uuid[])`;

/** A body's own nominations: $1 conference, $2 the body, $3 the folded address, $4 the key of the name, $5 its codes. */
export const OWN_LOOK_ALIKES = `SELECT n.id, p.name, p.badge_name AS "badgeName", p.email_fold AS "emailFold"
  FROM nominations.own_look_alikes($1, $2, $3, $4, $5, ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.nomination n ON n.id = found.id JOIN nominations.person p ON p.id = n.person_id`;

/** $1 ids, $2 states in which a nomination goes on. */
export const PAIRED = `SELECT n.id, n.conference_id AS "conferenceId", p.email_fold AS "emailFold", p.name_key AS "nameKey",
    p.name_codes AS "nameCodes", ${isAlive('n', 2)} AS "isAlive"
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = ANY ($1::uuid[]) AND ${inSight('n', 3)}`;
