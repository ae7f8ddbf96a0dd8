import { type Actor } from '#libs/kernel';
import { type ExportRead } from '#libs/forum-map';
import { mapOpinions, type OpinionMap, type OpinionOptions } from '#libs/opinion-map';
import { type Settings } from '#libs/platform';
import { atCommandLine } from '../command-line.js';
import { readBallot } from '../votes/ballot.js';
import { leftOutOf, moderationNumber } from './statement-status.js';
import { StoredConversation, type StoredStatement } from './stored-conversation.js';
import { VoteColumnsOf } from './vote-columns.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'map-topic' };

/**
 * The map of a topic from its ballots: the same function on the same votes as the map of its export, made as the topic says where
 * the options do not.
 *
 * @throws Refusal NOT_FOUND where there is no such topic
 */
export async function mapTopic(
  settings: Pick<Settings, 'database'>,
  topic: string,
  options: OpinionOptions = {},
): Promise<{ readonly map: OpinionMap; readonly read: ExportRead; readonly title: string }> {
  const { stored, statements, columns } = await atCommandLine(settings, (work) =>
    work.run(COMMAND_LINE, async (tx) => {
      const conversation = await StoredConversation.of(tx, topic);
      const votes = new VoteColumnsOf();
      for await (const ballot of conversation.ballots())
        readBallot(ballot.votes, (statement, value) => votes.add(ballot.participant, statement, value));
      // Behind the votes: whatever they are on is there.
      return { stored: conversation.topic, statements: await conversation.statements(), columns: votes };
    }),
  );
  const read = readOf(statements, columns);
  const map = mapOpinions(read.votes, read.moderation, {
    ...options,
    start: options.start ?? stored.mapStart,
    minimumGroupSize: options.minimumGroupSize ?? stored.leastGroup,
  });
  return { map, read, title: stored.title };
}

/** As if it had been read from the topic's export, but for the votes that later ones have replaced. */
function readOf(statements: readonly StoredStatement[], columns: VoteColumnsOf): ExportRead {
  const status = statements.map((one) => ({
    id: one.number,
    moderation: moderationNumber(one),
    isMeta: one.isMeta,
  }));
  const votes = columns.filled();
  return {
    votes,
    moderation: { statements: status },
    ...leftOutOf(status),
    text: new Map(
      statements.map(({ number, text, moderation }) => [number, moderation === 'REFUSED' ? '' : text]),
    ),
    more: new Map(
      statements.map(({ number, author, isSeed, writtenAt }) => [
        number,
        { author: author?.toString(), isSeed, writtenAt: writtenAt?.getTime().toString() },
      ]),
    ),
    notes: {
      lines: votes.value.length,
      hasStatements: true,
      unknownVotes: 0,
      votesOnUnknownStatements: 0,
      unknownStatements: 0,
      peopleOnUnknownStatements: 0,
      repeatedStatements: 0,
      unknownMeta: 0,
      authors: new Set(statements.flatMap(({ author }) => (author === null ? [] : [author]))).size,
      seeds: statements.filter(({ isSeed }) => isSeed).length,
    },
  };
}
