/** For tests only: messages of every kind, and a mail office on a test database. */
export * from './mail-office.js';
export * from './sample-messages.js';
