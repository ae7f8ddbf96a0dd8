import { PROBLEM_WORDS_FR } from './lists/problem-words.fr.js';

/**
 * What can be said of one cell: whether its row waits until it is mended, what is so, and how to mend it. The kind is the key of the
 * words in other languages; `{limit}` and the like are filled in from the problem.
 */
export const PROBLEMS = {
  NAME_MISSING: {
    stops: true,
    says: 'There is no name.',
    mend: 'Type the name as the person writes it.',
  },
  NAME_DIFFERS: {
    stops: true,
    says: 'The nomination that you have has another name.',
    mend: 'Keep the name, or take that of the file.',
  },
  CONSTITUENCY_MISSING: {
    stops: true,
    says: 'There is no constituency.',
    mend: 'Choose one.',
  },
  COUNTRY_UNKNOWN: {
    stops: true,
    says: 'This is no country of today.',
    mend: 'Choose one, or leave it empty.',
  },
  EMAIL_INVALID: {
    stops: true,
    says: 'This is no e-mail address.',
    mend: 'Type one address, like name@example.org, or leave it empty.',
  },
  EMAIL_TWO: {
    stops: true,
    says: 'The cell has more than one address.',
    mend: 'Choose one of them.',
  },
  EMAIL_LINK_DIFFERS: {
    stops: true,
    says: 'The cell shows one address, and its link goes to another.',
    mend: 'Choose one of them.',
  },
  EMAIL_OF_ANOTHER: {
    stops: false,
    says: 'The name in the cell of the address is another person’s.',
    mend: 'Look at it before you submit.',
  },
  EMAIL_TAKEN_OUT: {
    stops: false,
    says: 'The address was taken out of the cell, which held more, or other letters.',
    mend: '',
  },
  CHARACTERS_REMOVED: {
    stops: false,
    says: 'Characters that nobody sees were taken out.',
    mend: '',
  },
  TOO_LONG: {
    stops: true,
    says: 'At most {limit} characters; the cell has {characters}.',
    mend: 'Shorten it.',
  },
  VALUE_REFUSED: {
    stops: true,
    says: 'This cannot be taken.',
    mend: 'Type another value, or leave it empty.',
  },
  FORMULA_WITHOUT_VALUE: {
    stops: true,
    says: 'The formula has no stored value.',
    mend: 'Open the file in a spreadsheet program, save it and load it again, or type the value here.',
  },
  ERROR_VALUE: {
    stops: true,
    says: 'The cell holds {mark}, the mark of a formula that failed.',
    mend: 'Type the value here, or leave it empty.',
  },
  NUMBER_SPOILED: {
    stops: false,
    says: 'A spreadsheet program has rounded this number; its digits cannot be had back.',
    mend: 'Type it again where it is needed.',
  },
  CELL_WITHOUT_HEADING: {
    stops: false,
    says: 'Text stands under no heading; it is not used.',
    mend: '',
  },
  SAME_IN_FILE: {
    stops: true,
    says: 'Row {sameAs} has the same address and other details.',
    mend: 'Take one of the two rows, or say that they are two people.',
  },
  NOT_CHANGEABLE: {
    stops: false,
    says: 'The nomination that you have can no longer be changed from a list; it stays as it is.',
    mend: 'Change it on its own page.',
  },
} as const satisfies Readonly<
  Record<string, { readonly stops: boolean; readonly says: string; readonly mend: string }>
>;

export type ProblemKind = keyof typeof PROBLEMS;

/** Something to say of one cell. */
export interface Problem {
  /** `B7`: column and row. */
  readonly cell: string;
  readonly kind: ProblemKind;
  /** The row waits until it is mended. */
  readonly stops: boolean;
  /** TOO_LONG: how many characters the field may have, and how many the cell has. */
  readonly limit?: number;
  readonly characters?: number;
  /** ERROR_VALUE: `#N/A`, for example. */
  readonly mark?: string;
  /** SAME_IN_FILE: the row with the same address. */
  readonly sameAs?: number;
  /** What a person may answer, under `answerKey(kind, row)`; for addresses, what may be typed in the cell. */
  readonly choices?: readonly string[];
  /** VALUE_REFUSED: what the rule of the field says, in English. */
  readonly said?: string;
}

export type ProblemDetails = Omit<Problem, 'cell' | 'kind' | 'stops'>;

export const problem = (kind: ProblemKind, cell: string, details: ProblemDetails = {}): Problem => ({
  cell,
  kind,
  stops: PROBLEMS[kind].stops,
  ...details,
});

const IN_FRENCH: Readonly<Record<ProblemKind, string>> = PROBLEM_WORDS_FR;

/** What is so and how to mend it, in English or French; what the rule of a field says is said in English alone. */
export function problemWords(of: Problem, language: 'en' | 'fr' = 'en'): string {
  const { says, mend } = PROBLEMS[of.kind];
  const figures: Readonly<Record<string, string | number | undefined>> = {
    ...of,
    choices: undefined,
    stops: undefined,
  };
  const filled = (words: string): string =>
    words.replace(/\{(\w+)\}/g, (_all, name: string) => shown(figures[name], language));
  if (language === 'fr') return filled(IN_FRENCH[of.kind]);
  return [of.said ?? filled(says), mend].filter((part) => part !== '').join(' ');
}

const shown = (figure: string | number | undefined, language: 'en' | 'fr'): string =>
  typeof figure === 'number' ? figure.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB') : (figure ?? '');
