import { columnsOf, EXTRA, OF_HOST } from '#libs/export';
import { type TrailEntry } from '../queries/audit-trail.js';

const column = columnsOf<TrailEntry>();

export const TRAIL_COLUMNS = [
  column('occurredAt', 'instant', 'When', 'Quand', ({ occurredAt }) => new Date(occurredAt)),
  column('summary', 'text', 'What happened', 'Ce qui s’est passé (en anglais)', ({ summary }) => summary),
  column('actor', 'text', 'Who', 'Par qui', ({ actor }) => actor),
  column('onBehalfOf', 'text', 'On behalf of', 'Au nom de', ({ onBehalfOf }) => onBehalfOf),
  column('body', 'text', 'Body', 'Organisation', ({ body }) => body?.name),
  column('action', 'text', 'Action', 'Action', ({ action }) => action),
  column('subjectType', 'text', 'About a', 'Concerne', ({ subjectType }) => subjectType, EXTRA),
  column('subjectId', 'text', 'About the id', 'Identifiant concerné', ({ subjectId }) => subjectId, EXTRA),
  column('id', 'text', 'Id of the entry', 'Identifiant de l’inscription', ({ id }) => id, EXTRA),
  column('sequence', 'number', 'Number', 'Numéro', ({ sequence }) => sequence, OF_HOST),
  column('hash', 'text', 'Hash', 'Empreinte', ({ hash }) => hash, OF_HOST),
];
