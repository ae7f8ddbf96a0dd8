import access from '../features/access/messages.fr.json';
import administration from '../features/administration/messages.fr.json';
import approvals from '../features/approvals/messages.fr.json';
import audit from '../features/audit/messages.fr.json';
import conference from '../features/conference/messages.fr.json';
import invitations from '../features/invitations/messages.fr.json';
import nominations from '../features/nominations/messages.fr.json';
import notifications from '../features/notifications/messages.fr.json';
import type { Messages } from './catalogue.en';
import general from './general.fr.json';
import { messageKindNames } from './message-kinds';
import refusals from './refusals.fr.json';
import sentences from './sentences.fr.json';
import words from './words.fr.json';

const written: Messages = {
  ...general,
  ...words,
  ...messageKindNames('fr'),
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

/**
 * The French catalogue. A colon, a question mark and the like stay with the word before them, guillemets with what they
 * enclose; nobody has to type such spaces. Two colons begin the form of a number (`{n, number, ::sign-always}`).
 */
export const messages = Object.fromEntries(
  Object.entries(written).map(([id, message]) => [
    id,
    message.replace(/ (?=:(?!:)|[;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0'),
  ]),
) as unknown as Messages;
