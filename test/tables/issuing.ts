import { issuedDocument } from '../support/issued-documents.js';
import { type TablesOfContext } from './support/tables.js';
import { insert, NEW, NOBODY, OF_CONFERENCE, update } from './support/trial.js';

const DOCUMENT = 'issuing.issued_document';
const valid = `${OF_CONFERENCE} AND state = 'VALID'`;

export const tables: TablesOfContext = {
  trials: [
    {
      ...insert('issuing.series', 'begins to count', ['officer'], OF_CONFERENCE, {}),
      stoppedBy: 'series_pkey',
    },
    update('issuing.series', 'gives out a number', ['officer'], 'last = last + 1', OF_CONFERENCE),
    update('issuing.series', 'begins numbers otherwise', NOBODY, `prefix = 'X'`, OF_CONFERENCE),
    {
      ...insert(DOCUMENT, 'issues a document', ['officer'], valid, { id: NEW }),
      stoppedBy: 'issued_document_secret_key_key',
    },
    update(DOCUMENT, 'ends a document', ['officer'], `state = 'REVOKED', ended_at = now()`, valid),
    update(DOCUMENT, 'changes what a document says', NOBODY, `facts = '{}'`, valid),
  ],
  fill: async (product) => {
    await issuedDocument(product);
  },
};
