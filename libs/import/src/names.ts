import { isLettersBehind, leadingHonorific } from '#libs/names';

/** How the names of two columns are put together. */
export const NAME_ORDERS = ['GIVEN_FAMILY', 'FAMILY_GIVEN'] as const;
/** Han, kana and Hangul are written without a space, and the family first. */
export const NAME_ORDERS_OF_SYLLABLES = [
  'FAMILY_GIVEN_WITHOUT_SPACE',
  'FAMILY_GIVEN',
  'GIVEN_FAMILY',
] as const;

const SYLLABLES = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u;

export const isInSyllables = (name: string): boolean => SYLLABLES.test(name);

/** One name of two parts; whichever is there where one is missing. */
export function joinedName(family: string, given: string, order: string): string {
  const parts = order === 'GIVEN_FAMILY' ? [given, family] : [family, given];
  const isTight = order === 'FAMILY_GIVEN_WITHOUT_SPACE' && isInSyllables(family) && isInSyllables(given);
  return parts.filter((part) => part !== '').join(isTight ? '' : ' ');
}

const COMMA = /\s*[,،，、]\s*/u;

/**
 * A name that has a comma, turned: "SAMPLE, Robert, Jr." is "Robert SAMPLE, Jr.". Null where nothing is to turn: "John Sample, OBE"
 * has letters behind the name.
 */
export function turnedName(name: string): string | null {
  const [family = '', ...rest] = name.split(COMMA).filter((part) => part !== '');
  const isNameWhole = family.includes(' ');
  const behind = rest.filter((part, index) => isLettersBehind(part) && (index > 0 || isNameWhole));
  const given = rest.filter((part) => !behind.includes(part));
  if (given.length !== 1) return null;
  return [`${given.join(' ')} ${family}`, ...behind].join(', ');
}

/** Forms of address of a name, before it and behind its comma ("SAMPLE, Sr. Iain"). */
export interface NameForms {
  readonly honorifics: readonly string[];
  /** The name without those of them that are taken out: what is left before it, with a space, and the rest. */
  readonly without: (isTaken: (honorific: string) => boolean) => {
    readonly prefix: string;
    readonly rest: string;
  };
}

const BEHIND_COMMA = /^([^,،，、]+[,،，、]\s*)(.+)$/u;

/** The forms of address in a name. */
export function nameForms(name: string): NameForms {
  const first = leadingHonorific(name);
  const whole = first?.name ?? name;
  const [, family = '', behind = ''] = BEHIND_COMMA.exec(whole) ?? [];
  const second = behind === '' || isLettersBehind(behind) ? null : leadingHonorific(behind);
  return {
    honorifics: [first, second].flatMap((found) => found?.honorific ?? []),
    without: (isTaken) => ({
      prefix: first === null || isTaken(first.honorific) ? '' : `${first.honorific} `,
      rest: second !== null && isTaken(second.honorific) ? `${family}${second.name}` : whole,
    }),
  };
}
