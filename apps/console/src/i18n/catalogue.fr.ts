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
import refusals from './refusals.fr.json';
import sentences from './sentences.fr.json';
import words from './words.fr.json';

/** The French catalogue. */
export const messages: Messages = {
  ...general,
  ...words,
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
