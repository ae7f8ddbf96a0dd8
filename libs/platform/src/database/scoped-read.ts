import { type PoolClient, type QueryResultRow } from 'pg';
import { sendPipeline, type Statement } from './pipeline.js';
import { SET_SCOPE } from './scope.js';
import { PLAN_FOR_VALUES, READ_IN_ORDER } from './statement.js';

/** The scope, and no writing, for one transaction. */
const SET_READ_SCOPE = `${SET_SCOPE}, set_config('transaction_read_only', 'on', true)`;

/** The same, and how all statements of the transaction are planned. */
const SET_READ_SCOPE_IN_ORDER = `${SET_READ_SCOPE}, ${READ_IN_ORDER}`;
const SET_READ_SCOPE_FOR_VALUES = `${SET_READ_SCOPE}, ${PLAN_FOR_VALUES}`;

/**
 * Runs statements in one read-only transaction that carries the scope, in one round trip: the pipeline's implicit one,
 * so that neither BEGIN nor COMMIT is sent, and nothing of the scope can outlive it.
 */
export function scopedRead(
  client: PoolClient,
  scope: readonly string[],
  statements: readonly Statement[],
): Promise<QueryResultRow[][]> {
  const text = scopeFor(statements);
  return new Promise((done, failed) => {
    sendPipeline(client, [{ text, values: scope }, ...statements], (answers, failure) => {
      if (failure !== undefined) failed(failure.error);
      else done(answers.slice(1).map(({ rows }) => rows));
    });
  });
}

function scopeFor(statements: readonly Statement[]): string {
  if (statements.some((statement) => statement.isReadInOrder === true)) return SET_READ_SCOPE_IN_ORDER;
  return statements.some((statement) => statement.isPlannedForValues === true)
    ? SET_READ_SCOPE_FOR_VALUES
    : SET_READ_SCOPE;
}
