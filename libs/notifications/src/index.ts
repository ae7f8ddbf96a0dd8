/** The door of notifications: writing messages, what became of them, sending them. */
export { BodyContacts, type BodyContact } from './body-contacts.js';
export { MESSAGE_STATES, type MessageState, type MessageSubject, type Recipient } from './domain/message.js';
export {
  type Audience,
  type DefinedMessage,
  defineMessage,
  type Message,
  type MessageContent,
  messageKindNames,
  type MailWords,
} from './define-message.js';
export { type NewMessage } from './new-message.js';
export {
  type Language as MailLanguage,
  LANGUAGES as MAIL_LANGUAGES,
  mailLanguage,
} from './domain/mail-language.js';
export { MessageKindEnum, MessageStateEnum, MessageType } from './graphql/message.type.js';
export { type LinkSource, LinkSources } from './link-sources.js';
export { type MailFile, MailFiles, type MailFileSource } from './mail-files.js';
export { type CancelledMessage, Notifications } from './notifications.facade.js';
export { NotificationsGraphqlModule } from './notifications-graphql.module.js';
export { NotificationsJobsModule } from './notifications-jobs.module.js';
export { NotificationsModule } from './notifications.module.js';
export { holdRestoredMessages } from './persistence/message.statements.js';
export { MailContact } from './mail-contact.js';
export { MailHealth } from './queries/mail-health.js';
export { MessageLog, MOST_OF_SUBJECT, type ListMessagesRequest } from './queries/message-log.js';
export { type MessageView } from './queries/message-view.js';
export { type RenderedMessage } from './rendering/render-message.js';
export { type Part, type Shown, typed, type Values } from './domain/shown.js';
export { dayRange, moment } from './rendering/times.js';
export { COLON } from './rendering/words.js';
export { type MessageCalendar } from './domain/message-calendar.js';
export { calendarSource, type CalendarSource, invitationCalendar } from './sending/invitation-calendar.js';
export { type MailTest, testMail } from './sending/mail-test.js';
export { contactOf } from './sending/sender-address.js';
export { SendingOptions } from './sending/sending-options.js';
