/** For tests only: messages of every kind, and a mail office on a test database. */
export { definedMessages, messageKindNames } from '../define-message.js';
export { renderMessage } from '../rendering/render-message.js';
export * from './mail-office.js';
export * from './sample-messages.js';
