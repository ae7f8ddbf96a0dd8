import pg, { type PoolClient, type QueryResultRow } from 'pg';
import { serialize } from 'pg-protocol';
import { type RowShape, shapeOf, shapesOf, toRow } from './row-shape.js';
import { statementName } from './statement.js';

/** A statement to run; its text is a constant of the program. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Sent as text each time instead of being prepared: for BEGIN and COMMIT. */
  readonly isPlain?: boolean;
  /**
   * The best plan is the same for all values: PostgreSQL makes it once a connection. Left to itself it compares guesses,
   * and may plan anew each time, which for short statements can cost twice what running them does. For `Database.run`.
   */
  readonly isPlannedOnce?: boolean;
  /**
   * An index has the rows in the order asked for. The plan is made once and reads from there, whatever PostgreSQL guesses of
   * this moment's table and values, because it is kept for larger tables and rarer values. Only for reads under a scope.
   */
  readonly isReadInOrder?: boolean;
  /**
   * The best plan depends on the values, and a plan for all of them can cost a thousand times as much: PostgreSQL plans it
   * anew each time, which costs less than a millisecond. Only for reads under a scope.
   */
  readonly isPlannedForValues?: boolean;
}

export interface Answer {
  readonly rows: QueryResultRow[];
  /** Rows found or touched. */
  readonly count: number;
  /** What PostgreSQL says it did: `UPDATE`, `COMMIT` … */
  readonly command: string;
}

/** One statement failed; those before it have answered, those behind it were not run. */
export interface PipelineFailure {
  readonly error: Error;
  /** Which one, or the first without an answer where the connection broke. */
  readonly at: number;
}

/**
 * Sends statements as one packet with a single Sync at its end, so that all of them cost one round trip and wake the
 * server once. Outside a transaction PostgreSQL's protocol makes them one implicit transaction. A text that is new to
 * the connection is prepared on the way, and its columns are learnt.
 *
 * `settle` hears the answers, complete unless `failure` is there.
 */
export function sendPipeline(
  client: PoolClient,
  statements: readonly Statement[],
  settle: (answers: readonly Answer[], failure?: PipelineFailure) => void,
): void {
  client.query(new Pipeline(client, statements, settle) as unknown as pg.Submittable);
}

/** The connection below a client of node-postgres, as far as it is used here. */
interface Wire {
  readonly stream: { write(packet: Buffer): void };
}

// Clients in pipeline mode take subclasses of their own query alone; its types hide what a query answers to.
const Query = pg.Query as unknown as new (config: { text: string }) => object;
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;
const THE_PORTAL = { type: 'P' } as const;

/** node-postgres hands it every message that comes back, in order. */
class Pipeline extends Query {
  private readonly answers: Answer[] = [];
  private readonly shapes: Map<string, RowShape>;
  private found: QueryResultRow[] = [];
  private failure: PipelineFailure | undefined;

  constructor(
    private readonly client: PoolClient,
    private readonly statements: readonly Statement[],
    private readonly settle: (answers: readonly Answer[], failure?: PipelineFailure) => void,
  ) {
    super({ text: '' });
    this.shapes = shapesOf(client);
  }

  /** One write for all: handing the socket a list of messages costs twice as much as copying them together. */
  submit({ stream }: Wire): null {
    const messages: Buffer[] = [];
    try {
      for (const statement of this.statements) this.add(messages, statement);
    } catch (error) {
      // A value that cannot be written, and nothing of its statement was: what went before it is answered, and in vain.
      this.failure = { error: asError(error), at: this.statements.length };
    }
    messages.push(serialize.sync());
    stream.write(Buffer.concat(messages));
    return null;
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    const { text, isPlain } = this.current;
    if (isPlain !== true) this.shapes.set(text, shapeOf(this.client, fields));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const shape = this.shapes.get(this.current.text);
    if (shape === undefined || this.failure !== undefined) return;
    try {
      this.found.push(toRow(shape, fields));
    } catch (error) {
      this.failure = { error: asError(error), at: this.answers.length };
    }
  }

  handleCommandComplete({ text: tag }: { readonly text: string }): void {
    const { text, isPlain } = this.current;
    if (isPlain !== true && !this.shapes.has(text)) this.shapes.set(text, shapeOf(this.client, []));
    const [command = '', ...numbers] = tag.split(' ');
    this.answers.push({ rows: this.found, count: Number(numbers.at(-1) ?? 0), command });
    this.found = [];
  }

  handleError(error: Error): void {
    this.settle(this.answers, { error, at: this.answers.length });
  }

  handleReadyForQuery(): void {
    this.settle(this.answers, this.failure);
  }

  private get current(): Statement {
    return this.statements[this.answers.length] as Statement;
  }

  private add(messages: Buffer[], { text, values, isPlain }: Statement): void {
    const written = values.map((value) => prepareValue(value));
    const isNew = isPlain === true || !this.shapes.has(text);
    // Not the name that node-postgres gives it: neither would know what the other has prepared.
    const name = isPlain === true ? '' : `${statementName(text)}_p`;
    const bind = serialize.bind({ statement: name, values: written });
    if (isNew) {
      // It may be there already, if it was prepared and then failed.
      if (name !== '') messages.push(serialize.close({ type: 'S', name }));
      messages.push(serialize.parse({ name, text }));
    }
    messages.push(bind);
    if (isNew) messages.push(serialize.describe(THE_PORTAL));
    messages.push(serialize.execute());
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
