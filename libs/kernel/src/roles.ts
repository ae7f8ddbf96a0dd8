/** What a grant is within: the key is a kind of scope, its value the field of a grant that names the scope. */
export const SCOPE_KINDS = {
  conference: 'conferenceId',
  body: 'bodyId',
  organisation: 'organisationId',
} as const;
export type ScopeKind = keyof typeof SCOPE_KINDS;

/** The duties, in the order in which a transaction is told of them, and what each is held within. */
export const DUTY_SCOPE = {
  drafts: 'body',
  coordinates: 'body',
  reviews: 'conference',
  approves: 'conference',
  administers: 'conference',
  answers: 'organisation',
} as const satisfies Record<string, ScopeKind>;
export type Duty = keyof typeof DUTY_SCOPE;
export const DUTIES = Object.keys(DUTY_SCOPE) as Duty[];

/** Duties that are held within this kind of scope. */
export type DutyWithin<Kind extends ScopeKind> = {
  [D in Duty]: (typeof DUTY_SCOPE)[D] extends Kind ? D : never;
}[Duty];

interface RoleLine {
  /** Where it is given: for the whole conference, in the host's body, in a partner's, or for an organisation that is invited. */
  readonly of: 'conference' | 'host' | 'partner' | 'organisation';
  /** What it reads: every row within this kind of scope. */
  readonly reads: ScopeKind;
  /** What it lets people do, as the policies for writing know it. */
  readonly duties: readonly Duty[];
  /** Roles that nobody holds beside it in one conference. Said once of a pair, whichever of the two says it. */
  readonly excludes?: readonly string[];
}

const PARTNER_ROLES = ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER'] as const;

/**
 * The roles of the glossary. What an actor sees, the duties and settings of a transaction, which roles exclude each
 * other and which are given where follow from this table.
 */
const LINES = {
  HOST_ADMINISTRATOR: { of: 'conference', reads: 'conference', duties: ['administers'] },
  HOST_OFFICER: { of: 'host', reads: 'conference', duties: ['reviews'], excludes: PARTNER_ROLES },
  HOST_APPROVER: {
    of: 'host',
    reads: 'conference',
    duties: ['approves'],
    excludes: ['HOST_ADMINISTRATOR', ...PARTNER_ROLES],
  },
  AUDITOR: { of: 'conference', reads: 'conference', duties: [] },
  PARTNER_COORDINATOR: { of: 'partner', reads: 'body', duties: ['drafts', 'coordinates'] },
  PARTNER_NOMINATOR: { of: 'partner', reads: 'body', duties: ['drafts'] },
  PARTNER_VIEWER: { of: 'partner', reads: 'body', duties: [] },
  FOCAL_POINT: { of: 'organisation', reads: 'organisation', duties: ['answers'] },
} as const satisfies Record<string, RoleLine>;

export type Role = keyof typeof LINES;
export const ROLE_TABLE: Readonly<Record<Role, RoleLine>> = LINES;
export const ROLES = Object.keys(LINES) as [Role, ...Role[]];

/** Roles that read every row within this kind of scope. */
export const rolesThatRead = (kind: ScopeKind): readonly Role[] =>
  ROLES.filter((role) => ROLE_TABLE[role].reads === kind);

const excludes = (role: Role, other: Role): boolean => ROLE_TABLE[role].excludes?.includes(other) === true;

/** Roles that nobody may hold beside this one in the same conference. */
export const rolesExcludedBy = (role: Role): readonly Role[] =>
  ROLES.filter((other) => excludes(role, other) || excludes(other, role));
