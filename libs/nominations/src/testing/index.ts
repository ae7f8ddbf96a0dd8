/** For tests only. */
export { buildWorld, type World, type WorldOptions } from './world.js';
/** For rows that are written behind the product's back. */
export { emailFold, nominationKeys, personKeys } from '../domain/folding.js';
