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
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];
/** Below the 128 bits of 32 random hexadecimal digits, for those too vary in what they look like. */
const LEAST_BITS = 80;

/**
 * Whether somebody who tries words, rows and repetitions could find this secret. Estimated as parts × log2(different
 * characters): texts from a random source of 32 characters are far above the line, and `changeme-changeme-…` far below.
 */
export function isGuessable(secret: string): boolean {
  if (CLASSES.filter((kind) => kind.test(secret)).length < 2) return true;
  const bits = countParts(secret.toLowerCase()) * Math.log2(new Set(secret).size);
  return bits < LEAST_BITS;
}

function countParts(text: string): number {
  let parts = 0;
  for (let at = 0; at < text.length; parts += 1) at += knownLength(text, at) || 1;
  return parts;
}

/** Characters from here on that need no guessing of their own; 0 where there are none. */
function knownLength(text: string, at: number): number {
  const isKnown = (length: number): boolean => {
    const part = text.slice(at, at + length);
    return text.indexOf(part) < at || LISTS.some((list) => list.includes(part));
  };
  let length = SHORTEST_PART;
  if (at + length > text.length || !isKnown(length)) return 0;
  while (at + length < text.length && isKnown(length + 1)) length += 1;
  return length;
}
