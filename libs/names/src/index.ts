/** The door of names: how names are folded, compared, looked up and searched. Pure; no Nest, no TypeORM. */
export {
  compareNames,
  compareNameWords,
  LIKELY_SAME_NAME,
  type NameComparison,
  type NameEvidence,
  nameLikeness,
} from './compare-names.js';
export { foldExactly, foldLatin, isInLatinLetters, sortName } from './fold.js';
export { suggestLatinName } from './latin-name.js';
export { type AddressedName, honorificKey, isLettersBehind, leadingHonorific } from './leading-honorific.js';
export { type NameKeys, nameKeys } from './name-keys.js';
export { type NameKind, type NameWords, nameWords } from './name-words.js';
export { isFoundBy, searchPatterns, searchText } from './search-words.js';
