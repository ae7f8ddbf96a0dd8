import { type Actor, bodiesRead, conferencesReadWhole } from '#libs/kernel';

/**
 * The query layer's own wall, beside row-level security: what a person asks for by id or as a list is narrowed to the
 * grants of that person in the statement itself, so that a row out of sight is not there, exactly as an unknown one.
 */
export type Sight = readonly [
  /** Conferences of which every row is in sight. */
  conferences: readonly string[],
  /** Bodies whose rows are in sight. */
  bodies: readonly string[],
];

/** What the actor's grants let them see: values for `inSight`, in its order. Nothing for whoever is no user. */
export const sightOf = (actor: Actor): Sight => [conferencesReadWhole(actor), bodiesRead(actor)];

/** SQL: a row of this alias is in sight. `sightOf` gives the values of its two parameters, from number `first` on. */
export const inSight = (alias: string, first: number): string =>
  `(${inHostSight(alias, first)} OR ${inBodySight(alias, first + 1)})`;

/** SQL: the row belongs to a conference that the caller reads whole. For what is the host's and auditors' alone. */
export const inHostSight = (alias: string, parameter: number): string =>
  `${alias}.conference_id = ANY ($${parameter}::uuid[])`;

/** SQL: the row belongs to an organisation for which the caller answers. */
export const inOrganisationSight = (alias: string, parameter: number): string =>
  `${alias}.organisation_id = ANY ($${parameter}::uuid[])`;

/** SQL: the row belongs to a body in which the caller has a partner's grant. */
export const inBodySight = (alias: string, parameter: number): string =>
  `${alias}.body_id = ANY ($${parameter}::uuid[])`;
