/** The platform's door: settings, database, outbox, queues, GraphQL, logging and health. */
export * from './config/settings.js';
export * from './commands/commands.js';
export * from './database/database.module.js';
export * from './database/database.js';
export * from './database/embedded-postgres.js';
export * from './database/migrate.js';
export * from './database/migrations.js';
export * from './database/protect-table.js';
export * from './database/schema-migration.js';
export * from './database/transaction.js';
export * from './database/unit-of-work.js';
export * from './logging/correlation.js';
export * from './net/free-port.js';
export * from './outbox/outbox-bell.js';
export * from './queues/job-definition.js';
export * from './queues/job-handler.js';
