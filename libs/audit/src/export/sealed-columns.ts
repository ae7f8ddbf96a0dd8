import { columnsOf, type ExportColumn } from '#libs/export';
import { type SealedEntry } from '../queries/sealed-trail.js';

const ENTRY = [
  'id',
  'conferenceId',
  'bodyId',
  'occurredAt',
  'actorId',
  'actorKind',
  'onBehalfOfId',
  'apiTokenId',
  'action',
  'subjectType',
  'subjectId',
] as const;

const declare = columnsOf<SealedEntry>();
const column = (key: string, value: ExportColumn<SealedEntry>['value']): ExportColumn<SealedEntry> =>
  declare(key, 'text', key, key, value);

/** What the hash of an entry is made of is in the file letter by letter, under the names that it has there, in every language. */
export const SEALED_COLUMNS: readonly ExportColumn<SealedEntry>[] = [
  column('sequence', ({ sequence }) => sequence),
  ...ENTRY.map((name) => column(name, (row) => row[name] as string | null)),
  column('details', (row) => (row.id === null ? null : JSON.stringify(row.details))),
  column('previousHash', ({ previous }) => previous ?? '0'.repeat(64)),
  column('eventHash', ({ eventHash }) => eventHash),
  column('hash', ({ hash }) => hash),
];
