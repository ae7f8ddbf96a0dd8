import { readFileSync } from 'node:fs';

/** Languages in which "the Government of …" is known for each state. */
export const FORM_LANGUAGES = ['en', 'fr', 'es'] as const;
export type FormLanguage = (typeof FORM_LANGUAGES)[number];

/** A state as the United Nations list it. */
export interface State {
  /** ISO 3166-1. */
  readonly alpha2: string;
  readonly alpha3: string;
  /** The code of the United Nations' statistics division, three digits. */
  readonly m49: string;
  /** What follows "the Government", with its article, as `of the Bahamas`, `des Bahamas`, `de las Bahamas`. */
  readonly forms: Readonly<Record<FormLanguage, string>>;
}

const TABLE = readFileSync(new URL('state-forms.tsv', import.meta.url), 'utf8');

/**
 * Every state, by its code. Codes, names and their articles are those of UNTERM, the United Nations' data base of names, as the public
 * list `datasets/country-codes` (PDDL) has them; Côte d’Ivoire and Türkiye are added by hand.
 */
export const STATES: readonly State[] = TABLE.trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [alpha2 = '', alpha3 = '', m49 = '', en = '', fr = '', es = ''] = line.split('\t');
    return { alpha2, alpha3, m49, forms: { en: `of ${en}`, fr, es } };
  });

const BY_CODE = new Map(STATES.map((state) => [state.alpha2, state]));

/** The state of this ISO 3166-1 alpha-2 code; undefined for a territory and for what is no code. */
export const stateOf = (alpha2: string): State | undefined => BY_CODE.get(alpha2);

const GOVERNMENT: Readonly<Record<FormLanguage, string>> = {
  en: 'the Government',
  fr: 'le Gouvernement',
  es: 'el Gobierno',
};

/**
 * How a letter speaks of the government of a state: `the Government of the Bahamas`. Undefined where the form of the language is not
 * known, and for a name of the conference's own: nobody guesses an article, the conference gives the form beside the name.
 */
export function governmentOf(alpha2: string, language: string): string | undefined {
  const known = FORM_LANGUAGES.find((one) => one === language);
  const state = stateOf(alpha2);
  return known === undefined || state === undefined
    ? undefined
    : `${GOVERNMENT[known]} ${state.forms[known]}`;
}
