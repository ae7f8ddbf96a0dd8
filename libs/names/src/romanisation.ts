import { remembered } from './remembered.js';

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/iu|yu/g, 'u'],
  [/ia|ya/g, 'a'],
  [/kh/g, 'h'],
  [/zh/g, 'j'],
  [/shch|sch|sh/g, 's'],
  [/tch|cz/g, 'c'],
  [/ts|tz/g, 'z'],
  [/ou|oo/g, 'u'],
  [/ij|ii/g, 'i'],
  [/y/g, 'i'],
  [/w/g, 'v'],
  [/ck|q|c/g, 'k'],
  [/x/g, 'ks'],
  [/ii/g, 'i'],
  [/(.)\1/g, '$1'],
  [/(?<=.)h/g, ''],
];

/** A word as all its romanisations have it in common: Tchaikovsky and Chaikovskii, Mohammed and Mohamed. */
export const commonSpelling = remembered((word) =>
  SPELLINGS.reduce((text, [spelling, common]) => text.replace(spelling, common), word),
);

const CONSONANTS: readonly (readonly [RegExp, string])[] = [
  // A letter that is written twice in a word with vowels is one; without them there may be a vowel between.
  [/(?<=[aeiou].*)(.)\1|(.)\2(?=.*[aeiou])/g, '$1$2'],
  [/kh|ck|ch|q|c/g, 'k'],
  [/sch|sh/g, 's'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/gh|j/g, 'g'],
  [/p/g, 'b'],
  [/x/g, 'ks'],
  [/[aeiouywhv]/g, ''],
];

/** The consonants of a word, for scripts that write no vowels; w, y, h and v stand for vowels there too often to count. */
export const consonants = remembered((word) =>
  CONSONANTS.reduce((text, [spelling, common]) => text.replace(spelling, common), word),
);
