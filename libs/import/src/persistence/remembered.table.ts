import { instant, oneOf, table, text, uuid } from '#libs/platform';

export const REMEMBERED_KINDS = ['ANSWER', 'COLUMN'] as const;
export type RememberedKind = (typeof REMEMBERED_KINDS)[number];

/** What a body has said of words, forms and headings, for its next list. */
export const REMEMBERED_ANSWER = table('import.remembered', {
  conferenceId: uuid(),
  bodyId: uuid(),
  kind: oneOf(REMEMBERED_KINDS),
  /** `answerKey` of a question, or `headingKey` of a column. */
  key: text(),
  /** Null: leave it empty; no field takes the column. */
  value: text().orNull().changeable(),
  saidBy: uuid().changeable(),
  saidAt: instant().byDefault().changeable(),
});
