/** For tests only. */
export { buildWorld, type World, type WorldOptions } from './world.js';
/** Nominations as sources of invitations, for tests without the rest of them. */
export { NominationInvitations } from '../nomination-invitations.js';
/** Nominations as what is screened, likewise. */
export { screenedNominations } from './screened-nominations.js';
/** For rows that are written behind the product's back. */
export { emailFold, nominationKeys, personKeys } from '../domain/folding.js';
/** Whose role allows which act. */
export { mayEver } from '../policies/nomination.policy.js';
export { NOMINATION_COLUMNS } from '../export/nomination-columns.js';
