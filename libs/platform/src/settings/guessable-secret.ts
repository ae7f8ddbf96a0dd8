/** What people put together when they are asked for 32 characters: words, and rows of the keyboard or the alphabet. */
const WORDS = [
  'admin',
  'change',
  'conference',
  'default',
  'example',
  'letmein',
  'london',
  'motdepasse',
  'passphrase',
  'password',
  'passwort',
  'plenary',
  'production',
  'sample',
  'secret',
  'supersecret',
  'welcome',
];
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const LISTS = [...WORDS, ...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** A part that is found in what came before it, or in a list, counts as one character from this length on. */
const SHORTEST_PART = 3;
/** What goes round: after the last letter comes the first. */
const STEPPING = [
  [/[a-z]/g, 26],
  [/\d/g, 10],
] as const;
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];
/** Below the 128 bits of 32 random hexadecimal digits, for those too vary in what they look like. */
const LEAST_BITS = 80;

/**
 * Whether somebody who tries words, rows, repetitions and steps (`aB3dE6gH9…`) could find this secret. Estimated as parts ×
 * log2(different characters): texts from a random source of 32 characters are far above the line, and
 * `changeme-changeme-…` far below.
 */
export function isGuessable(secret: string): boolean {
  if (CLASSES.filter((kind) => kind.test(secret)).length < 2) return true;
  const text = secret.toLowerCase();
  const parts = Math.min(countParts(text, LISTS), countSteps(text));
  return parts * Math.log2(new Set(secret).size) < LEAST_BITS;
}

/** Parts of the way from each letter to the next letter, and from each digit to the next: steps that repeat are one. */
function countSteps(text: string): number {
  const others = text.replace(/[a-z\d]/g, '').length;
  const parts = STEPPING.map(([kind, size]) => {
    const places = [...text.matchAll(kind)].map(([sign]) => parseInt(sign, 36));
    const steps = places.slice(1).map((place, index) => (place - (places[index] ?? 0) + size) % size);
    return Math.min(places.length, 1) + countParts(steps.map((step) => step.toString(36)).join(''), []);
  });
  return parts.reduce((sum, count) => sum + count, others);
}

function countParts(text: string, lists: readonly string[]): number {
  let parts = 0;
  for (let at = 0; at < text.length; parts += 1) at += knownLength(text, at, lists) || 1;
  return parts;
}

/** Characters from here on that need no guessing of their own; 0 where there are none. */
function knownLength(text: string, at: number, lists: readonly string[]): number {
  const isKnown = (length: number): boolean => {
    const part = text.slice(at, at + length);
    return text.indexOf(part) < at || lists.some((list) => list.includes(part));
  };
  let length = SHORTEST_PART;
  if (at + length > text.length || !isKnown(length)) return 0;
  while (at + length < text.length && isKnown(length + 1)) length += 1;
  return length;
}
