import { boolean, instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { ORIGINS } from './participant.table.js';

export const MODERATION_STATES = ['WAITING', 'ACCEPTED', 'REFUSED'] as const;

/** What somebody in a topic has said, or its organisers (a seed). A refused one keeps its text, for an appeal. */
export const STATEMENT = table('forum.statement', {
  topicId: uuid(),
  conferenceId: uuid(),
  number: integer(),
  text: text(),
  author: integer().orNull(),
  isSeed: boolean(),
  /** About the voters themselves: no part of the map. */
  isMeta: boolean(),
  moderation: oneOf(MODERATION_STATES),
  moderatedAt: instant().orNull(),
  origin: oneOf(ORIGINS),
  writtenAt: instant().orNull(),
});
