import { countryWords, type NamesCountries } from '#libs/conference';
import { formerNames } from '../states/former-names.js';
import { stateOf } from '../states/state-forms.js';
import { INTERNATIONAL_ORGANISATIONS } from './international-organisations.js';
import { type NamedOrganisation } from './organisation-index.js';

/** The id of a government in the directory of the installation: `state:GB`. */
export const governmentId = (alpha2: string): string => `state:${alpha2}`;
/** The id of an international organisation: `international:itu`. */
export const internationalId = (key: string): string => `international:${key}`;

/**
 * What the installation knows before anybody has typed an organisation: the governments of all states, under every name that the
 * conference, the United Nations and people have for them, and international organisations.
 */
export function standardDirectory(conference: NamesCountries): readonly NamedOrganisation[] {
  const governments = countryWords(conference)
    .filter(({ code }) => stateOf(code) !== undefined)
    .map(({ code, words }) => ({
      id: governmentId(code),
      names: [code, stateOf(code)?.alpha3 ?? '', ...words, ...formerNames(code)],
    }));
  const international = INTERNATIONAL_ORGANISATIONS.map(({ key, names, otherNames }) => ({
    id: internationalId(key),
    names: [...Object.values(names), ...otherNames],
  }));
  return [...governments, ...international];
}
