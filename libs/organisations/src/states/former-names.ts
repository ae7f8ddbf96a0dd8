import { type FormLanguage } from './state-forms.js';

/** What a state was called until a day. */
interface FormerName {
  readonly alpha2: string;
  /** The first day of the name that followed, as `2018-04-19`. */
  readonly until: string;
  readonly names: Readonly<Record<FormLanguage, string>>;
}

/** Names that states have given up since 2011, as far as the day is verified. */
const FORMER_NAMES: readonly FormerName[] = [
  { alpha2: 'SZ', until: '2018-04-19', names: { en: 'Swaziland', fr: 'Swaziland', es: 'Swazilandia' } },
];

/** The name that a state had on a day (`2011-11-01`) and has no longer; undefined where it is today's, or not known in the language. */
export function formerName(alpha2: string, language: string, day: string): string | undefined {
  const [first] = FORMER_NAMES.filter((one) => one.alpha2 === alpha2 && day < one.until).sort(
    (left, right) => (left.until < right.until ? -1 : 1),
  );
  return first?.names[language as FormLanguage];
}

/** Every former name of a state, for finding it by them. */
export const formerNames = (alpha2: string): readonly string[] => [
  ...new Set(
    FORMER_NAMES.filter((one) => one.alpha2 === alpha2).flatMap(({ names }) => Object.values(names)),
  ),
];
