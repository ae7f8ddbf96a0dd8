import { countryWords } from '#libs/conference';
import { inputsOf, NOMINATION_FIELDS, PERSON_FIELDS } from '#libs/nominations';
import { countryIndex } from '../countries.js';
import { type FieldRules } from '../fields.js';
import { type Known } from '../known.js';

const rules: FieldRules = { ...inputsOf(PERSON_FIELDS), ...inputsOf(NOMINATION_FIELDS) };

/** A conference with three constituencies, whose body has no nominations yet. */
export const KNOWN: Known = {
  rules,
  countries: countryIndex(countryWords({ countries: [] })),
  constituencies: [
    { code: 'BUSINESS', name: 'Business' },
    { code: 'ACADEMIA', name: 'Academia' },
    { code: 'CIVIL_SOCIETY', name: 'Civil society' },
  ],
};
