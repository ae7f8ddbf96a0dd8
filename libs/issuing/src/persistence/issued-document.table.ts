import { instant, integer, json, oneOf, table, text, texts, uuid } from '#libs/platform';
import { DOCUMENT_KINDS, DOCUMENT_STATES } from '../domain/issued-document.js';

/** How far the numbers of a conference are given out. The prefix stays, whatever the conference is called later. */
export const SERIES = table('issuing.series', {
  conferenceId: uuid(),
  prefix: text(),
  year: integer(),
  last: integer().changeable(),
});

/** A document as it was issued: its facts never change, so it is drawn again as it was. */
export const ISSUED_DOCUMENT = table('issuing.issued_document', {
  id: uuid(),
  conferenceId: uuid(),
  /** `LCC-2027-000042`; every paper has one of its own. */
  number: text(),
  kind: oneOf(DOCUMENT_KINDS),
  /** Of the documents of its subject. */
  version: integer(),
  state: oneOf(DOCUMENT_STATES).changeable(),
  subjectType: text(),
  subjectId: uuid(),
  /** Whom it names, as printed, in each way in which it does. */
  names: texts(),
  /** The template that draws it. */
  template: text(),
  facts: json<object>(),
  /** The random part of its address. */
  secret: text(),
  secretKey: text(),
  numberKey: text(),
  issuedBy: uuid(),
  issuedAt: instant().byDefault(),
  endedAt: instant().orNull().changeable(),
});
