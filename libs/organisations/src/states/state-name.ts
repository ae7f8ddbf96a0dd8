import { countryName, type NamesCountries } from '#libs/conference';
import { formerName } from './former-names.js';

/**
 * The short name of a state as letters write it, on a day (`2011-11-01`): what the conference calls it, else what the United Nations
 * called it then. What was issued keeps its name; a list of an earlier conference shows the names of its own days.
 */
export function stateNameOn(
  conference: NamesCountries,
  alpha2: string,
  language: string,
  day: string,
): string {
  const isChanged = conference.countries.some(({ code, names }) => code === alpha2 && language in names);
  const former = isChanged ? undefined : formerName(alpha2, language, day);
  return former ?? countryName(conference, alpha2, language);
}
