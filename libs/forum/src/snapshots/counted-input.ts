import { createHash } from 'node:crypto';
import { type StatementStatus } from '#libs/opinion-map';
import { type Transaction } from '#libs/platform';
import { CLOSE_COUNTED, NEXT_COUNTED, OPEN_COUNTED } from '../persistence/forum.statements.js';
import { type CountedStatement } from '../persistence/map-snapshot.table.js';
import { VoteColumnsOf } from '../polis/vote-columns.js';

/** What a map is made of, with its fingerprint. */
export interface CountedInput {
  readonly votes: VoteColumnsOf;
  readonly voters: number;
  readonly count: number;
  /**
   * SHA-256 of it as text (UTF-8), in lower-case hex, so that another program can make it too: a line `number,moderation,meta` for
   * each statement by its number (moderation -1, 0 or 1; meta 0 or 1), an empty line, then a line `participant,statement,vote` for each vote that
   * counts, by participant and statement (vote -1, 0 or 1). Each line ends with a line feed.
   */
  readonly hash: string;
}

/** The votes of a topic that counted by a row of its log, on statements as moderators had them. */
export async function countedInput(
  tx: Transaction,
  topic: string,
  lastVote: string,
  statements: readonly CountedStatement[],
): Promise<CountedInput> {
  const hash = createHash('sha256');
  for (const { number, moderation, isMeta } of statements)
    hash.update(`${number},${moderation},${Number(isMeta)}\n`);
  hash.update('\n');
  const votes = new VoteColumnsOf();
  let [voters, count, last] = [0, 0, -1];
  await tx.query(OPEN_COUNTED, [topic, lastVote]);
  for (;;) {
    const page = await tx.query<{ participant: number; statement: number; vote: number }>(NEXT_COUNTED);
    if (page.length === 0) break;
    for (const { participant, statement, vote } of page) {
      if (participant !== last) voters += 1;
      last = participant;
      votes.add(participant, statement, vote);
    }
    count += page.length;
    hash.update(page.map((one) => `${one.participant},${one.statement},${one.vote}\n`).join(''));
  }
  await tx.query(CLOSE_COUNTED);
  return { votes, voters, count, hash: hash.digest('hex') };
}

export const statusOf = (statements: readonly CountedStatement[]): readonly StatementStatus[] =>
  statements.map(({ number, moderation, isMeta }) => ({ id: number, moderation, isMeta }));
