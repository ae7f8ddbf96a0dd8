/** For tests only: people with grants, sessions and tokens. */
export * from './access-fixture.js';
export * from './access-api.js';
