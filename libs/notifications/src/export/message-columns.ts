import { columnsOf, EXTRA, type Words } from '#libs/export';
import { knownMessage } from '../define-message.js';
import { type MessageState } from '../domain/message.js';
import { type MessageView } from '../queries/message-view.js';

/** In the words of the console. */
const STATE_WORDS: Readonly<Record<MessageState, Words>> = {
  QUEUED: { en: 'Waiting to be sent', fr: 'En attente d’envoi' },
  SENDING: { en: 'Being sent', fr: 'Envoi en cours' },
  SENT: { en: 'Sent', fr: 'Envoyé' },
  DEFERRED: { en: 'Delayed', fr: 'Différé' },
  REFUSED: { en: 'Refused', fr: 'Refusé' },
  FAILED: { en: 'Not sent', fr: 'Non envoyé' },
  HELD: { en: 'In doubt', fr: 'En doute' },
  CANCELLED: { en: 'Cancelled', fr: 'Annulé' },
};

const column = columnsOf<MessageView>();

export const MESSAGE_COLUMNS_OF_EXPORT = [
  column('subject', 'text', 'Subject', 'Objet', ({ subject }) => subject),
  column('recipientName', 'text', 'To', 'À', ({ recipientName }) => recipientName),
  column('recipientEmail', 'text', 'Email', 'Courriel', ({ recipientEmail }) => recipientEmail),
  column('kind', 'text', 'Kind', 'Type', ({ kind }) => knownMessage(kind).title),
  column('state', 'text', 'Status', 'Statut', ({ state }) => STATE_WORDS[state]),
  column('createdAt', 'instant', 'Written', 'Rédigé', ({ createdAt }) => createdAt),
  column('sentAt', 'instant', 'Sent', 'Envoyé', ({ sentAt }) => sentAt),
  column('body', 'text', 'Body', 'Organisation', ({ body }) => body?.name),
  column('attempts', 'number', 'Attempts', 'Tentatives', ({ attempts }) => attempts, EXTRA),
  column('lastError', 'text', 'Last answer', 'Dernière réponse', ({ lastError }) => lastError, EXTRA),
];
