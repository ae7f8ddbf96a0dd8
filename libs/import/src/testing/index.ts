/** For tests and benchmarks only. */
export { KNOWN } from './known.js';
export { largeList } from './large-list.js';
