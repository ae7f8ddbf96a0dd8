import { AsyncLocalStorage } from 'node:async_hooks';
import { type QueryResultRow } from 'pg';
import { type Statement } from '../pipeline.js';
import { type Transaction } from '../transaction.js';

/** What a command that is run inside reads along with its commit. */
export class Along<Answer> {
  private rows: Promise<QueryResultRow[]> | undefined;

  constructor(private readonly statementFor: (answer: Answer) => Statement) {}

  /** Sends the read behind the command's own writes. */
  send(tx: Transaction, answer: Answer): void {
    const { text, values } = this.statementFor(answer);
    this.rows = tx.query(text, values);
    // Where the transaction fails the command says why.
    this.rows.catch(() => undefined);
  }

  /** Nothing that was read came to be. */
  forget(): void {
    this.rows = undefined;
  }

  get result(): Promise<QueryResultRow[]> | undefined {
    return this.rows;
  }
}

const along = new AsyncLocalStorage<Along<never>>();

/** The read that goes along with the command that is being run, if there is one. */
export const readAlong = <Answer>(): Along<Answer> | undefined =>
  along.getStore() as Along<Answer> | undefined;

/**
 * Runs `act`, and has the command in it read too, in its own transaction and in the packet of its commit: an answer that
 * shows what was written costs no round trip of its own. `rows` is undefined where nothing was written, because the
 * request came again.
 */
export async function readingAlong<Row extends QueryResultRow, Answer>(
  statementFor: (answer: Answer) => Statement,
  act: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly rows: readonly Row[] | undefined }> {
  const read = new Along(statementFor);
  const answer = await along.run(read, act);
  return { answer, rows: (await read.result) as Row[] | undefined };
}
