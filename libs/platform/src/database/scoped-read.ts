import pg, { type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { SET_SCOPE } from './scope.js';
import { statementName } from './statement.js';

/** A statement to run; its text is a constant of the program. */
export interface ReadStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The scope, and no writing, for one transaction. */
const SET_READ_SCOPE = `${SET_SCOPE}, set_config('transaction_read_only', 'on', true)`;
const SCOPE_NAME = statementName(SET_READ_SCOPE);

/**
 * Runs statements in one read-only transaction that carries the scope, in one round trip.
 *
 * What a connection has prepared before goes down as one pipeline with a single Sync at its end: PostgreSQL's protocol
 * makes that one implicit transaction, so that neither BEGIN nor COMMIT is sent, and nothing of the scope can outlive it.
 * The first time, four messages in a row prepare the statements and tell what columns they have.
 */
export async function scopedRead(
  client: PoolClient,
  scope: readonly string[],
  statements: readonly ReadStatement[],
): Promise<QueryResultRow[][]> {
  const known = shapesOf(client);
  const shapes = statements.map(({ text }) => known.get(text));
  return shapes.every((shape) => shape !== undefined)
    ? pipeline(client, scope, statements, shapes)
    : prepareAndRead(client, scope, statements);
}

async function prepareAndRead(
  client: PoolClient,
  scope: readonly string[],
  statements: readonly ReadStatement[],
): Promise<QueryResultRow[][]> {
  const begun = client.query('BEGIN READ ONLY');
  const scoped = client.query({ name: SCOPE_NAME, text: SET_READ_SCOPE, values: [...scope] });
  const results = statements.map(({ text, values }) =>
    client.query<QueryResultRow>({ name: statementName(text), text, values: [...values] }),
  );
  const ended = client.query('COMMIT');
  const settled = await Promise.allSettled([begun, scoped, ...results, ended]);
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const known = shapesOf(client);
  const answers = await Promise.all(results);
  answers.forEach((answer, index) => known.set(statements[index]?.text ?? '', shapeOf(client, answer)));
  return answers.map(({ rows }) => rows);
}

function pipeline(
  client: PoolClient,
  scope: readonly string[],
  statements: readonly ReadStatement[],
  shapes: readonly RowShape[],
): Promise<QueryResultRow[][]> {
  return new Promise((done, failed) => {
    const read = new PipelinedRead(scope, statements, shapes, (error, results) => {
      if (error === null) done(results);
      else failed(error);
    });
    client.query(read as unknown as pg.Submittable);
  });
}

/** How the rows of a prepared statement are read. PostgreSQL refuses to run it should its columns ever change. */
interface RowShape {
  readonly names: readonly string[];
  /** Null where the text is the value. */
  readonly parsers: readonly (((text: string) => unknown) | null)[];
  /** All columns in their order, so that every row has one hidden class from the start. */
  readonly empty: QueryResultRow;
}

const shapesByClient = new WeakMap<PoolClient, Map<string, RowShape>>();

function shapesOf(client: PoolClient): Map<string, RowShape> {
  let known = shapesByClient.get(client);
  if (known === undefined) {
    known = new Map<string, RowShape>();
    shapesByClient.set(client, known);
    // The pool listens to idle clients only, and an error event that nobody hears ends the process. The read hears of a
    // lost connection by itself.
    client.on('error', () => undefined);
  }
  return known;
}

const TEXT = new Set<number>([pg.types.builtins.TEXT, pg.types.builtins.UUID, pg.types.builtins.VARCHAR]);

function shapeOf(client: PoolClient, { fields }: QueryResult): RowShape {
  const names = fields.map(({ name }) => name);
  return {
    names,
    parsers: fields.map(({ dataTypeID }) =>
      TEXT.has(dataTypeID) ? null : (client.getTypeParser(dataTypeID, 'text') as (text: string) => unknown),
    ),
    // Parsed, not assigned: objects that grow by computed names become slow dictionaries.
    empty: JSON.parse(
      JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))),
    ) as QueryResultRow,
  };
}

/** The connection below a client of node-postgres, as far as it is used here. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  bind(portal: {
    statement: string;
    values: readonly unknown[];
    valueMapper: (value: unknown) => unknown;
  }): void;
  execute(portal: object): void;
  sync(): void;
}

// Clients in pipeline mode take subclasses of their own query alone; its types hide what a query answers to.
const Query = pg.Query as unknown as new (config: { text: string }) => object;
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;
const UNNAMED = {};

/** Statements between two Syncs. node-postgres hands it every message that comes back, in order. */
class PipelinedRead extends Query {
  private readonly results: QueryResultRow[][];
  /** Which statement is being answered; -1 is the scope. */
  private at = -1;
  private failure: Error | null = null;

  constructor(
    private readonly scope: readonly string[],
    private readonly statements: readonly ReadStatement[],
    private readonly shapes: readonly RowShape[],
    readonly callback: (error: Error | null, results: QueryResultRow[][]) => void,
  ) {
    super({ text: '' });
    this.results = statements.map(() => []);
  }

  submit(wire: Wire): null {
    wire.stream.cork();
    try {
      send(wire, SCOPE_NAME, this.scope);
      for (const { text, values } of this.statements) send(wire, statementName(text), values);
    } catch (error) {
      // A value that cannot be written; what went before it is read and thrown away.
      this.failure = error instanceof Error ? error : new Error(String(error));
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
    return null;
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const shape = this.shapes[this.at];
    if (shape === undefined || this.failure !== null) return;
    try {
      this.results[this.at]?.push(toRow(shape, fields));
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  handleCommandComplete(): void {
    this.at += 1;
  }

  handleError(error: Error): void {
    this.callback(error, []);
  }

  handleReadyForQuery(): void {
    this.callback(this.failure, this.results);
  }
}

function send(wire: Wire, statement: string, values: readonly unknown[]): void {
  wire.bind({ statement, values, valueMapper: prepareValue });
  wire.execute(UNNAMED);
}

function toRow({ names, parsers, empty }: RowShape, fields: readonly (string | null)[]): QueryResultRow {
  const row = { ...empty };
  for (let i = 0; i < fields.length; i++) {
    const text = fields[i];
    if (text === null || text === undefined) continue;
    const parse = parsers[i];
    row[names[i] as string] = parse === null || parse === undefined ? text : parse(text);
  }
  return row;
}
