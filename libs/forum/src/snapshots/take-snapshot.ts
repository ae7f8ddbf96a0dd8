import { type Actor, newId } from '#libs/kernel';
import { parametersOf } from '#libs/opinion-map';
import { type Settings } from '#libs/platform';
import { atCommandLine } from '../command-line.js';
import { LAST_VOTE, LOCK_SNAPSHOTS, NEXT_SNAPSHOT } from '../persistence/forum.statements.js';
import { type CountedStatement, MAP_SNAPSHOT } from '../persistence/map-snapshot.table.js';
import { moderationNumber } from '../polis/statement-status.js';
import { StoredConversation } from '../polis/stored-conversation.js';
import { countedInput } from './counted-input.js';
import { snapshotMap } from './snapshot-map.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'take-snapshot' };

/** The map of a topic as it was at a moment. */
export interface TakenSnapshot {
  readonly snapshot: string;
  readonly topic: string;
  /** From 1, in the topic. */
  readonly number: number;
  /** The last row of the log that it counts; "0": none. */
  readonly lastVote: string;
  readonly voters: number;
  readonly votes: number;
  readonly hash: string;
  /** People in each group. */
  readonly groups: readonly number[];
  /** See `splitHalfStability`; null: there are no groups. */
  readonly stability: number | null;
}

/**
 * Makes the map of a topic as it is now and keeps it, with all that it is made of, so that it can be made again: see `verifySnapshot`.
 *
 * @throws Refusal NOT_FOUND where there is no such topic
 */
export function takeSnapshot(settings: Pick<Settings, 'database'>, topic: string): Promise<TakenSnapshot> {
  return atCommandLine(settings, async (work) => {
    const { stored, lastVote, statements, input } = await work.run(COMMAND_LINE, async (tx) => {
      const conversation = await StoredConversation.of(tx, topic);
      const [row] = await tx.query<{ last: string }>(LAST_VOTE, [topic]);
      const last = row?.last ?? '0';
      // Behind the votes: whatever they are on is there.
      const counted: CountedStatement[] = (await conversation.statements()).map((one) => ({
        number: one.number,
        moderation: moderationNumber(one),
        isMeta: one.isMeta,
      }));
      return {
        stored: conversation.topic,
        lastVote: last,
        statements: counted,
        input: await countedInput(tx, topic, last, counted),
      };
    });
    const parameters = parametersOf({ start: stored.mapStart, minimumGroupSize: stored.leastGroup });
    const { map, groups, stability } = snapshotMap(input, statements, parameters);
    const kept = { lastVote, voters: input.voters, votes: input.count, hash: input.hash, groups, stability };
    return work.run(COMMAND_LINE, async (tx) => {
      await tx.query(LOCK_SNAPSHOTS, [topic]);
      const [next] = await tx.query<{ number: number }>(NEXT_SNAPSHOT, [topic]);
      const [snapshot, number] = [newId(), next?.number ?? 1];
      tx.insert(MAP_SNAPSHOT, {
        id: snapshot,
        topicId: topic,
        conferenceId: stored.conferenceId,
        number,
        lastVote: Number(lastVote),
        voters: input.voters,
        votes: input.count,
        inputHash: input.hash,
        statements,
        parameters,
        map,
        stability,
      });
      return { snapshot, topic, number, ...kept };
    });
  });
}
