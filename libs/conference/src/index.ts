/** The conference's door: what a conference is, and reading it. */
export * from './conference.module.js';
export * from './conference-graphql.module.js';
export { countryName, countryWords, type CountryWords, type NamesCountries } from './countries/countries.js';
export { protocolOrder } from './countries/protocol-order.js';
export * from './domain/conference.js';
export { newConference, type NewConference } from './domain/new-conference.js';
export { foundConference, type FoundedConference } from './use-cases/found-conference.js';
export { writeFreedPlaces } from './use-cases/write-freed-places.js';
export * from './queries/conference-reference.js';
export * from './graphql/conference.type.js';
