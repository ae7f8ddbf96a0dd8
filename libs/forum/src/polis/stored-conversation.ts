import { isId, Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import {
  BALLOTS_OF,
  LAST_VOTE,
  STATEMENTS_OF,
  TOPIC_OF_ID,
  VOTE_LINES,
} from '../persistence/forum.statements.js';

export interface StoredTopic {
  readonly id: string;
  readonly conferenceId: string;
  readonly title: string;
  readonly mapStart: 'rows' | 'spread';
  readonly leastGroup: number;
}
export interface StoredStatement {
  readonly number: number;
  readonly text: string;
  readonly author: number | null;
  readonly isSeed: boolean;
  readonly isMeta: boolean;
  readonly moderation: 'WAITING' | 'ACCEPTED' | 'REFUSED';
  readonly writtenAt: Date | null;
}
export interface StoredBallot {
  readonly participant: number;
  readonly votes: Buffer;
}

/** A topic as it is kept, read as the worker; so much at once that memory does not grow with the votes. */
export class StoredConversation {
  private constructor(
    private readonly tx: Transaction,
    readonly topic: StoredTopic,
  ) {}

  /** @throws Refusal NOT_FOUND */
  static async of(tx: Transaction, id: string): Promise<StoredConversation> {
    const [topic] = isId(id) ? await tx.query<StoredTopic & Record<string, unknown>>(TOPIC_OF_ID, [id]) : [];
    if (topic === undefined) throw new Refusal('NOT_FOUND', `There is no topic "${id}".`);
    return new StoredConversation(tx, topic);
  }

  /** All statements, by their numbers. */
  statements(): Promise<StoredStatement[]> {
    return this.tx.query<StoredStatement & Record<string, unknown>>(STATEMENTS_OF, [this.topic.id]);
  }

  /** Who has voted, by their numbers. */
  async *ballots(): AsyncGenerator<StoredBallot> {
    for (let last = -1; ;) {
      const page = await this.tx.query<StoredBallot & Record<string, unknown>>(BALLOTS_OF, [
        this.topic.id,
        last,
      ]);
      yield* page;
      const end = page.at(-1);
      if (end === undefined) return;
      last = end.participant;
    }
  }

  /** The log so far as lines of votes.csv, in the order in which votes were cast. */
  async *voteLines(): AsyncGenerator<{ readonly lines: string; readonly count: number }> {
    const [{ last: end } = { last: '0' }] = await this.tx.query<{ last: string }>(LAST_VOTE, [this.topic.id]);
    for (let last = '0'; ;) {
      const [page] = await this.tx.query<{ last: string | null; count: number; lines: string | null }>(
        VOTE_LINES,
        [this.topic.id, last, end],
      );
      if (page === undefined || page.last === null || page.lines === null) return;
      yield { lines: page.lines, count: page.count };
      last = page.last;
    }
  }
}
