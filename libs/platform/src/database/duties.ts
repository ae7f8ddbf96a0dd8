import { type Actor, DUTIES, type Duty, type DutyWithin, scopesOfDuty } from '#libs/kernel';

/**
 * Where the actor has each of the duties, in the order of `DUTIES`: what roles let people do, as the policies for writing
 * know it. Each is a list of bodies, conferences or organisations in a setting of the transaction; `access.acts_as` reads it.
 */
export const dutiesOf = (actor: Actor): readonly (readonly string[])[] =>
  DUTIES.map((duty) => scopesOfDuty(actor, duty));

const everywhere = (duties: readonly Duty[]): string =>
  `(SELECT ${duties.map((duty) => `access.acts_as('${duty}')`).join(' || ')})::uuid[]`;

/** SQL: the caller has one of these duties in the row's conference. Evaluated once a statement, like `SCOPE`. */
export const hostDuty = (...duties: readonly DutyWithin<'conference'>[]): string =>
  `conference_id = ANY (${everywhere(duties)})`;

/** SQL: the caller has this duty in the row's body. */
export const bodyDuty = (duty: DutyWithin<'body'>): string => `body_id = ANY (${everywhere([duty])})`;

/** SQL: the caller has this duty for the row's organisation. */
export const organisationDuty = (duty: DutyWithin<'organisation'>): string =>
  `organisation_id = ANY (${everywhere([duty])})`;

/** SQL: the caller has one of these duties, wherever. */
export const someDuty = (...duties: readonly Duty[]): string => `${everywhere(duties)} <> '{}'`;

/** SQL: a column names the caller, and nobody else. */
export const isCaller = (column: string): string => `${column} = (SELECT platform.scope_user())`;

/** A change of the schema and its undoing. */
export interface SchemaStep {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/**
 * Gives a policy another condition on the rows that are written. Which rows it finds stays as it is: a row that somebody
 * sees can be locked by whoever has no role to change it, and what the domain then refuses keeps its own words.
 */
export const checkInstead = (table: string, policy: string, check: string, former: string): SchemaStep => ({
  up: [`ALTER POLICY ${policy} ON ${table} WITH CHECK (${check})`],
  down: [`ALTER POLICY ${policy} ON ${table} WITH CHECK (${former})`],
});

/** Lets the API change these columns of a table and no others: what a row is, whose it is and who made it stays. */
export const changeOnly = (table: string, columns: readonly string[]): SchemaStep => ({
  up: [
    `REVOKE UPDATE ON ${table} FROM plenary_api`,
    `GRANT UPDATE (${columns.join(', ')}) ON ${table} TO plenary_api`,
  ],
  down: [`REVOKE UPDATE ON ${table} FROM plenary_api`, `GRANT UPDATE ON ${table} TO plenary_api`],
});

/** Statements of all steps, for a migration's way up. */
export const up = (steps: readonly SchemaStep[]): string[] => steps.flatMap((step) => step.up);

/** The same for its way down, the last step first. */
export const down = (steps: readonly SchemaStep[]): string[] =>
  [...steps].reverse().flatMap((step) => step.down);
