import access from '../features/access/messages.en.json';
import administration from '../features/administration/messages.en.json';
import approvals from '../features/approvals/messages.en.json';
import audit from '../features/audit/messages.en.json';
import conference from '../features/conference/messages.en.json';
import invitations from '../features/invitations/messages.en.json';
import nominations from '../features/nominations/messages.en.json';
import notifications from '../features/notifications/messages.en.json';
import general from './general.en.json';
import { messageKindNames } from './message-kinds';
import refusals from './refusals.en.json';
import sentences from './sentences.en.json';
import words from './words.en.json';

/** The English catalogue; the other languages have exactly its keys (a test compares them). */
const english = {
  ...general,
  ...words,
  ...messageKindNames('en'),
  ...sentences,
  ...refusals,
  ...access,
  ...administration,
  ...approvals,
  ...audit,
  ...conference,
  ...invitations,
  ...nominations,
  ...notifications,
};

export type MessageId = keyof typeof english;
export type Messages = Readonly<Record<MessageId, string>>;
export const messages: Messages = english;
