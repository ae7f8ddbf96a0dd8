/** For tests only. */
export { labelledPairs, type LabelledPair } from './labelled-pairs.js';
export { heldOutPairs } from './held-out-pairs.js';
export { inventNames, numbers, typist } from './invented-names.js';
