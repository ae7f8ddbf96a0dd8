/** For tests only. */
export { labelledPairs, type LabelledPair } from './labelled-pairs.js';
