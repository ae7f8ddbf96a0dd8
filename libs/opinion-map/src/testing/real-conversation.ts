import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Moderation } from '../options.js';
import { type VoteColumns } from '../votes.js';

/**
 * The real conversation that the map is checked against lies beside the repository, not in it: its statements are the
 * words of real people.
 */
export const realConversationDir = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../../../shared/data/polis-biodiversity',
);

export const hasRealConversation = existsSync(join(realConversationDir, 'expected-cold.json'));

/** The map as it was computed elsewhere, to be met at every stage. */
export interface ExpectedMap {
  readonly 'mod-out': number[];
  readonly tids: number[];
  readonly 'n-participants': number;
  readonly k: number;
  readonly silhouettes: Record<string, number>;
  readonly center: number[];
  readonly comps: [number[], number[]];
  readonly extremity: number[];
  readonly group: Record<string, number>;
  readonly projection: Record<string, [number, number]>;
  readonly 'base-clusters': { id: number; members: number[] }[];
  readonly 'group-aware-consensus': Record<string, number>;
  readonly 'comment-priorities': Record<string, number>;
  readonly majority: { agree: number[]; disagree: number[] };
  readonly repness: Record<string, Record<string, number | string | boolean>[]>;
}

export interface RealConversation {
  readonly votes: VoteColumns;
  readonly moderation: Moderation;
  readonly expected: ExpectedMap;
}

const read = (name: string): string => readFileSync(join(realConversationDir, name), 'utf8');

/** Reads it with as little code as will do, apart from the command's own reader, so that the two check each other. */
export function readRealConversation(): RealConversation {
  const expected = JSON.parse(read('expected-cold.json')) as ExpectedMap;
  const rows = read('votes.csv')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number) as [number, number, number, number, number]);
  const meta = new Set(JSON.parse(read('meta-tids.json')) as number[]);
  const statements = expected['mod-out'].map((id) => ({
    id,
    moderation: meta.has(id) ? (0 as const) : (-1 as const),
    isMeta: meta.has(id),
  }));
  return {
    votes: {
      time: rows.map((row) => row[0]),
      statement: rows.map((row) => row[2]),
      participant: rows.map((row) => row[3]),
      value: rows.map((row) => row[4]),
    },
    moderation: { statements },
    expected,
  };
}

/** Continuous consensus as an independent program computed it. */
export interface ExpectedContinuous {
  readonly people: number;
  readonly statements: { statement: number; score: number; votes: number }[];
}

export function readExpectedContinuous(): ExpectedContinuous {
  return JSON.parse(read('expected-continuous.json')) as ExpectedContinuous;
}
