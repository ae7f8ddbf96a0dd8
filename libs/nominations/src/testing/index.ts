/** For tests only. */
export { buildWorld, type World, type WorldOptions } from './world.js';
/** For rows that are written behind the product's back. */
export { emailFold, searchText, sortName } from '../domain/folding.js';
