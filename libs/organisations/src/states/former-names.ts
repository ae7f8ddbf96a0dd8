import { type FormLanguage } from './state-forms.js';

/** What a state was called until a day. */
interface FormerName {
  readonly alpha2: string;
  /** The first day of the name that followed, as `2018-04-19`. */
  readonly until: string;
  readonly names: Readonly<Record<FormLanguage, string>>;
}

/** Names that states have given up since 2011, by the days on which the United Nations took the new one. */
const FORMER_NAMES: readonly FormerName[] = [
  { alpha2: 'CV', until: '2013-10-24', names: { en: 'Cape Verde', fr: 'Cap-Vert', es: 'Cabo Verde' } },
  {
    alpha2: 'CZ',
    until: '2016-05-17',
    names: { en: 'Czech Republic', fr: 'République tchèque', es: 'República Checa' },
  },
  {
    alpha2: 'LY',
    until: '2011-09-16',
    names: { en: 'Libyan Arab Jamahiriya', fr: 'Jamahiriya arabe libyenne', es: 'Jamahiriya Árabe Libia' },
  },
  {
    alpha2: 'MK',
    until: '2019-02-12',
    names: {
      en: 'The former Yugoslav Republic of Macedonia',
      fr: 'ex-République yougoslave de Macédoine',
      es: 'ex República Yugoslava de Macedonia',
    },
  },
  { alpha2: 'SZ', until: '2018-04-19', names: { en: 'Swaziland', fr: 'Swaziland', es: 'Swazilandia' } },
  { alpha2: 'TR', until: '2022-06-01', names: { en: 'Turkey', fr: 'Turquie', es: 'Turquía' } },
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
