/** What tests of every tier share: databases, a mail server that obeys a script, a clock, a GraphQL client, waiting. */
export * from './database/buffers.js';
export * from './database/test-database.js';
export * from './database/test-server.js';
export * from './database/test-settings.js';
export * from './drain.js';
export * from './fake-clock.js';
export * from './fake-transaction.js';
export * from './graphql-client.js';
export * from './likeness-in-time.js';
export * from './moving-line.js';
export * from './own-certificate.js';
export * from './silent-line.js';
export * from './smtp/smtp-script.js';
export * from './smtp/smtp-sink.js';
export * from './test-redis.js';
