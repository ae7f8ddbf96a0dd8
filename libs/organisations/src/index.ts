/** The door of organisations: how states and organisations are called, what finds them, and those of a conference. */
export { SetOrganisationContacts } from './acts/set-organisation-contacts.act.js';
export { type OrganisationView } from './catalogue/organisation-view.js';
export { type Place } from './catalogue/catalogue.js';
export { type Region, type RegionalGroup } from './directory/regions.js';
export { governmentId, internationalId, standardDirectory } from './directory/directory.js';
export {
  INTERNATIONAL_ORGANISATIONS,
  type InternationalOrganisation,
} from './directory/international-organisations.js';
export { type NamedOrganisation, OrganisationIndex } from './directory/organisation-index.js';
export { directoryOrganisationId } from './domain/directory-id.js';
export { OrganisationReferenceType } from './graphql/organisation-reference.type.js';
export {
  OrganisationSuggestionType,
  OrganisationType,
  RegionalGroupEnum,
  RegionEnum,
} from './graphql/organisation.type.js';
export { type MergeRule, MergeRules } from './merge-rules.js';
export { OrganisationActsModule } from './organisation-acts.module.js';
export { OrganisationDirectory } from './organisation-directory.js';
export { OrganisationsGraphqlModule } from './organisations-graphql.module.js';
export { OrganisationsModule } from './organisations.module.js';
export { type ContactRow } from './persistence/organisation.statements.js';
export { OrganisationReferences, type ReferredOrganisation } from './queries/organisation-references.js';
export { type Finder, type Suggestion, Suggestions } from './queries/suggestions.js';
export { type OrganisationFilter, type OrganisationOrder, Organisations } from './queries/organisations.js';
export {
  FORM_LANGUAGES,
  type FormLanguage,
  governmentOf,
  type State,
  stateOf,
  STATES,
} from './states/state-forms.js';
export { stateNameOn } from './states/state-name.js';
export { CreateOrganisation } from './use-cases/create-organisation.js';
