import { countryWords, type NamesCountries } from '#libs/conference';
import { type OrganisationKind } from '../domain/organisation.js';
import { formerNames } from '../states/former-names.js';
import { stateOf } from '../states/state-forms.js';
import { stateNameOn } from '../states/state-name.js';
import {
  INTERNATIONAL_ORGANISATIONS,
  type InternationalOrganisation,
} from './international-organisations.js';
import { type NamedOrganisation } from './organisation-index.js';

/** The id of a government in the directory of the installation: `state:GB`. */
export const governmentId = (alpha2: string): string => `state:${alpha2}`;
/** The id of an international organisation: `international:itu`. */
export const internationalId = (key: string): string => `international:${key}`;

/** An organisation of the directory, as a conference names it. */
export interface DirectoryEntry extends NamedOrganisation {
  readonly kind: OrganisationKind;
  /** Of a government its own, of an international organisation that of its seat. */
  readonly countryCode: string;
  /** What it is called in a language, on a day; in English where the language has no name. */
  readonly nameOn: (language: string, day: string) => string;
  /** Whether it has a name of its own in a language. */
  readonly isNamedIn: (language: string) => boolean;
}

/**
 * What the installation knows before anybody has typed an organisation: the governments of all states, under every name that the
 * conference, the United Nations and people have for them, and international organisations.
 */
export function standardDirectory(conference: NamesCountries): readonly DirectoryEntry[] {
  const governments = countryWords(conference)
    .filter(({ code }) => stateOf(code) !== undefined)
    .map(({ code, words }): DirectoryEntry => ({
      id: governmentId(code),
      names: [code, stateOf(code)?.alpha3 ?? '', ...words, ...formerNames(code)],
      kind: 'GOVERNMENT',
      countryCode: code,
      nameOn: (language, day) => stateNameOn(conference, code, language, day),
      // The United Nations name each of them in all six languages.
      isNamedIn: () => true,
    }));
  return [...governments, ...INTERNATIONAL_ORGANISATIONS.map(international)];
}

const international = ({ key, seat, names, otherNames }: InternationalOrganisation): DirectoryEntry => ({
  id: internationalId(key),
  names: [...Object.values(names), ...otherNames],
  kind: 'INTERNATIONAL_ORGANISATION',
  countryCode: seat,
  nameOn: (language) => names[language as keyof typeof names] ?? names.en,
  isNamedIn: (language) => names[language as keyof typeof names] !== undefined,
});
