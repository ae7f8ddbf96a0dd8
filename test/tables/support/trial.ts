/** Who tries: each role of the glossary within its scope, and whoever else the API's database role acts for. */
export const ROLES_TRIED = [
  'administrator',
  'officer',
  'approver',
  'auditor',
  'coordinator',
  'nominator',
  'viewer',
  'focalPoint',
  'readOnlyToken',
  'invitee',
  'signIn',
  'anonymous',
  'system',
] as const;
export type RoleTried = (typeof ROLES_TRIED)[number];

/**
 * In the statements these words stand for whoever acts (a copy keeps its somebody where that is no user), for a fresh id,
 * and for rows of the world (see `WorldRow`).
 */
export const ME = '$ME';
export const NEW = '$NEW';

/** Rows of the ICC's and the host's, each in the state that its name says. */
export type WorldRow =
  | 'conference'
  /** For which the focal point answers. */
  | 'organisation'
  /** The same, of one that has accepted. */
  | 'accepted'
  | 'icc'
  | 'draft'
  | 'submitted'
  | 'recommended'
  | 'recommendedReview'
  | 'decision'
  | 'failedMessage'
  | 'failedMessageOfNone'
  | 'deadLetter'
  | 'deadLetterOfNone';
export const row = (name: WorldRow): string => `$${name}`;

/** SQL that finds the rows of one conference, of the ICC, or one row of the world. */
export const OF_CONFERENCE = `conference_id = '${row('conference')}'`;
export const OF_ACCEPTED = `organisation_id = '${row('accepted')}'`;
export const OF_ORGANISATION = `organisation_id = '${row('organisation')}'`;
export const OF_ICC = `body_id = '${row('icc')}'`;
export const is = (name: WorldRow, column = 'id'): string => `${column} = '${row(name)}'`;

type Columns = Readonly<Record<string, unknown>>;

interface Write {
  readonly table: string;
  readonly what: string;
  readonly may: readonly RoleTried[];
  /** The constraint that stops whoever passes the walls, where the row is not one that could stand. */
  readonly stoppedBy?: string;
}

export interface Insert extends Write {
  readonly verb: 'INSERT';
  /** Which row it is a copy of. */
  readonly like: string;
  readonly but: Columns;
}

export interface Change extends Write {
  readonly verb: 'UPDATE' | 'DELETE';
  readonly statement: string;
}

export type Trial = Insert | Change;

export const NOBODY: readonly RoleTried[] = [];
export const USERS: readonly RoleTried[] = [
  'administrator',
  'officer',
  'approver',
  'auditor',
  'coordinator',
  'nominator',
  'viewer',
  'focalPoint',
  'readOnlyToken',
];
export const DRAFTERS: readonly RoleTried[] = ['coordinator', 'nominator'];
/** Who names somebody else for a place, and so ends a review and an invitation and opens another review. */
export const SUBSTITUTERS: readonly RoleTried[] = ['officer', 'coordinator'];
/** Who mends an address: drafters of the body, and officers. */
export const CORRECTORS: readonly RoleTried[] = ['officer', ...DRAFTERS];

export const insert = (
  table: string,
  what: string,
  may: readonly RoleTried[],
  like: string,
  but: Columns,
): Insert => ({
  verb: 'INSERT',
  table,
  what,
  may,
  like,
  but,
});
export const update = (
  table: string,
  what: string,
  may: readonly RoleTried[],
  set: string,
  where: string,
): Change => ({
  verb: 'UPDATE',
  table,
  what,
  may,
  statement: `UPDATE ${table} SET ${set} WHERE ${where}`,
});
export const remove = (table: string, what: string, may: readonly RoleTried[], where: string): Change => ({
  verb: 'DELETE',
  table,
  what,
  may,
  statement: `DELETE FROM ${table} WHERE ${where}`,
});
