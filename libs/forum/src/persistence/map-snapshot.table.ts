import { type MapParameters } from '#libs/opinion-map';
import { bigInteger, instant, integer, json, real, table, text, uuid } from '#libs/platform';

/** A statement as moderators had it when a map was made: its number, and whether it was refused (-1), waited (0) or was accepted (1). */
export interface CountedStatement {
  readonly number: number;
  readonly moderation: -1 | 0 | 1;
  readonly isMeta: boolean;
}

/** A map as it was at a moment, with all that it was made of; nothing in it changes. */
export const MAP_SNAPSHOT = table('forum.map_snapshot', {
  id: uuid(),
  topicId: uuid(),
  conferenceId: uuid(),
  number: integer(),
  lastVote: bigInteger(),
  voters: integer(),
  votes: integer(),
  inputHash: text(),
  statements: json<readonly CountedStatement[]>(),
  parameters: json<MapParameters>(),
  map: json<Readonly<Record<string, unknown>>>(),
  stability: real().orNull(),
  madeAt: instant().byDefault(),
});
