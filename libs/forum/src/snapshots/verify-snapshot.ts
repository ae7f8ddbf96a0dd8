import { type Actor, isId, Refusal } from '#libs/kernel';
import { type MapParameters, parametersOf } from '#libs/opinion-map';
import { type Settings } from '#libs/platform';
import { atCommandLine } from '../command-line.js';
import { SNAPSHOT_OF_ID } from '../persistence/forum.statements.js';
import { type CountedStatement } from '../persistence/map-snapshot.table.js';
import { countedInput } from './counted-input.js';
import { differenceOf } from './difference.js';
import { snapshotMap } from './snapshot-map.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'verify-snapshot' };

interface SnapshotRow extends Record<string, unknown> {
  readonly topicId: string;
  readonly title: string;
  readonly number: number;
  readonly lastVote: string;
  readonly voters: number;
  readonly votes: number;
  readonly inputHash: string;
  readonly statements: readonly CountedStatement[];
  readonly parameters: MapParameters;
  readonly map: Readonly<Record<string, unknown>>;
  readonly stability: number | null;
  readonly madeAt: Date;
}

/** What was found when a map was made again. */
export interface SnapshotVerdict {
  readonly snapshot: string;
  readonly topic: string;
  readonly title: string;
  readonly number: number;
  readonly madeAt: Date;
  readonly voters: number;
  readonly votes: number;
  readonly hash: string;
  /** One sentence each, empty where the map is what its votes give. */
  readonly problems: readonly string[];
}

/**
 * Makes the map of a snapshot again: from the votes of the log up to its last, the statements as moderators had them, and its parameters; and tells
 * what differs.
 *
 * @throws Refusal NOT_FOUND where there is no such snapshot
 */
export function verifySnapshot(
  settings: Pick<Settings, 'database'>,
  snapshot: string,
): Promise<SnapshotVerdict> {
  return atCommandLine(settings, async (work) => {
    const { kept, input } = await work.run(COMMAND_LINE, async (tx) => {
      const [row] = isId(snapshot) ? await tx.query<SnapshotRow>(SNAPSHOT_OF_ID, [snapshot]) : [];
      if (row === undefined) throw new Refusal('NOT_FOUND', `There is no snapshot "${snapshot}".`);
      return { kept: row, input: await countedInput(tx, row.topicId, row.lastVote, row.statements) };
    });
    const { topicId: topic, title, number, madeAt, voters, votes, inputHash: hash, parameters } = kept;
    const found = { snapshot, topic, title, number, madeAt, voters, votes, hash };
    const problems: string[] = [];
    if (input.voters !== voters || input.count !== votes)
      problems.push(
        `The log has ${input.count} votes of ${input.voters} people up to row ${kept.lastVote}; the map was made of ${votes} of ${voters}.`,
      );
    if (input.hash !== hash)
      problems.push(`What it was made of has another hash by now: ${input.hash} instead of ${hash}.`);
    const constant = differenceOf(parameters.continuous, parametersOf(parameters.options).continuous);
    if (constant !== undefined)
      problems.push(`This release ranks with another ${constant}, so it does not make the same map.`);
    const { map, stability } = snapshotMap(input, kept.statements, parameters);
    const place = differenceOf(kept.map, map);
    if (place !== undefined) problems.push(`The map that its votes give differs at ${place}.`);
    if (differenceOf(kept.stability, stability) !== undefined)
      problems.push(`Its stability is ${String(stability)}; ${String(kept.stability)} was kept.`);
    return { ...found, problems };
  });
}
