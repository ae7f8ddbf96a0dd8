/** The door of organisations: how states and international organisations are called, and what finds them. Pure; no Nest, no TypeORM. */
export { governmentId, internationalId, standardDirectory } from './directory/directory.js';
export {
  INTERNATIONAL_ORGANISATIONS,
  type InternationalOrganisation,
} from './directory/international-organisations.js';
export { type NamedOrganisation, OrganisationIndex } from './directory/organisation-index.js';
export {
  FORM_LANGUAGES,
  type FormLanguage,
  governmentOf,
  type State,
  stateOf,
  STATES,
} from './states/state-forms.js';
export { stateNameOn } from './states/state-name.js';
