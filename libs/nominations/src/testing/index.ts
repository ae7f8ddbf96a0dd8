/** For tests only. */
export { buildWorld, type World, type WorldOptions } from './world.js';
