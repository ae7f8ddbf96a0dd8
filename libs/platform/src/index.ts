/** The platform's door: settings, database, outbox, queues, GraphQL, logging and health. */
export {};
