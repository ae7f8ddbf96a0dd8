/** The conference's door: what a conference is, and reading it. */
export * from './conference.module.js';
export * from './conference-graphql.module.js';
export * from './domain/conference.js';
export * from './queries/conference-reference.js';
export * from './graphql/conference.type.js';
