/** For tests only. */
export { WATCH_LIST_HIT } from '../queries/watch-list-hit.js';
