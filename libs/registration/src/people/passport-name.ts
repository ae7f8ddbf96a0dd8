/** A name as a passport has it. Either part may be empty: many people have one name. */
export interface PassportName {
  readonly surname: string;
  readonly givenNames: string;
}

/** Signs of the name in a passport's machine-readable line. */
const NAME_SIGNS = 39;
const FILLING = '<';

/**
 * How ICAO 9303, part 3, section 6 writes letters that have no base letter, or for which it allows several spellings: the usual one
 * first. Letters with a mark that is not listed lose the mark.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  Æ: ['AE'],
  Œ: ['OE'],
  Þ: ['TH'],
  ẞ: ['SS'],
  Ð: ['D'],
  Đ: ['D'],
  Ħ: ['H'],
  ĸ: ['Q'],
  Ł: ['L'],
  Ŋ: ['N'],
  Ŧ: ['T'],
  Ø: ['O', 'OE'],
  Ä: ['A', 'AE'],
  Ö: ['O', 'OE'],
  Ü: ['U', 'UE', 'UXX'],
  Å: ['A', 'AA'],
  Ñ: ['N', 'NXX'],
  Ĳ: ['IJ'],
  Ə: ['E'],
};
const MARKS = /\p{M}+/gu;
/** What parts a name into words: its filling stands for it. */
const BETWEEN = /[\s\-‐‑–]/u;
/** Left out without a sign. */
const LEFT_OUT = /['’ʼ`´.,·]/u;

/** Every spelling of a letter; undefined for a letter that is not Latin. */
function spellingsOf(letter: string): readonly string[] | undefined {
  if (letter === 'ß') return ['SS'];
  if (letter === 'ı') return ['I'];
  const capital = letter.toUpperCase().normalize('NFC');
  const listed = SPELLINGS[capital];
  if (listed !== undefined) return listed;
  const base = capital.normalize('NFD').replaceAll(MARKS, '');
  return /^[A-Z]$/.test(base) ? [base] : undefined;
}

/** The words of a part, each as a list of letters with their spellings; undefined where a letter is not Latin. */
function wordsOf(part: string): (readonly string[])[][] | undefined {
  const words: (readonly string[])[][] = [[]];
  for (const letter of part.normalize('NFC')) {
    if (LEFT_OUT.test(letter)) continue;
    if (BETWEEN.test(letter)) {
      words.push([]);
      continue;
    }
    const spellings = spellingsOf(letter);
    if (spellings === undefined) return undefined;
    words.at(-1)?.push(spellings);
  }
  return words.filter((word) => word.length > 0);
}

const usual = (words: (readonly string[])[][]): string =>
  words.map((word) => word.map(([first = '']) => first).join('')).join(FILLING);

/**
 * The first line of a passport's machine-readable zone (ICAO 9303, part 4): `P<UTODOE<<JANE<<<…`, 44 signs. A name that is too long is
 * cut, and keeps the beginning of its given names.
 * @param issuer the code of the issuing state as documents write it, up to three letters
 * @returns undefined where a letter is not Latin: how it is written in Latin is the passport's own matter
 */
export function passportLine(issuer: string, name: PassportName): string | undefined {
  const surname = wordsOf(name.surname);
  const given = wordsOf(name.givenNames);
  if (surname === undefined || given === undefined) return undefined;
  // A single name stands in the first place, whichever field it was given in.
  const [first, second] = surname.length === 0 ? [usual(given), ''] : [usual(surname), usual(given)];
  const kept = second === '' ? first : `${first.slice(0, NAME_SIGNS - 3)}${FILLING}${FILLING}${second}`;
  return `P${FILLING}${issuer.toUpperCase().padEnd(3, FILLING)}${kept.slice(0, NAME_SIGNS).padEnd(NAME_SIGNS, FILLING)}`;
}

/** A pattern for one part, with every spelling of its letters. */
const patternOf = (words: (readonly string[])[][]): string =>
  words
    .map((word) =>
      word
        .map((spellings) => (spellings.length === 1 ? spellings[0] : `(?:${spellings.join('|')})`))
        .join(''),
    )
    .join(FILLING);

/** The longest name that is compared: as long as the field of a passport's page. */
const MOST_LETTERS = 200;

/**
 * Whether the name of a machine-readable line may be the one that was typed, with whichever spelling ICAO 9303 allows: `MUELLER` and
 * `MULLER` are both Müller. True where it cannot be told, because a letter is not Latin.
 * @param signs the 39 signs of the line that hold the name
 */
export function mayBeNameOfLine(signs: string, name: PassportName): boolean {
  if (name.surname.length + name.givenNames.length > MOST_LETTERS) return true;
  const surname = wordsOf(name.surname);
  const given = wordsOf(name.givenNames);
  if (surname === undefined || given === undefined) return true;
  const parts = [surname, given].filter((words) => words.length > 0).map(patternOf);
  const written = signs.replace(/<+$/, '');
  // A line that is full may have been cut.
  if (signs.length === NAME_SIGNS && !signs.endsWith(FILLING)) return true;
  return new RegExp(`^${parts.join(FILLING + FILLING)}$`).test(written);
}
