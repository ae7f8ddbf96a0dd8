import { type Actor } from '#libs/kernel';
import { type AuditEntry, type Commands, type Transaction, type UnitOfWork } from '#libs/platform';

type Rows = readonly object[];
type Values = readonly unknown[];

/** What a database would answer to a statement, by its text: rows, or what makes them of its values. */
export type FakeAnswers = ReadonlyMap<string, Rows | ((values: Values) => Rows)>;

interface Written {
  /** A statement's text, or the name of the table of a row. */
  readonly what: string;
  readonly values: unknown;
}

/**
 * A transaction without a database, for tests of rules: it answers what the test says, and keeps what the rule would write, tell
 * and promise. Whether the SQL does what its name says is for tests on a database.
 */
export class FakeTransaction {
  readonly written: Written[] = [];
  readonly audited: AuditEntry[] = [];
  readonly enqueued: { readonly job: string; readonly payload: unknown }[] = [];
  readonly emitted: { readonly event: string; readonly payload: unknown }[] = [];
  readonly announced: string[] = [];
  private last: (() => void)[] = [];

  constructor(
    readonly actor: Actor,
    private readonly answers: FakeAnswers,
    private readonly onWrite: (what: string, values: Values) => void = () => undefined,
  ) {}

  query(text: string, values: Values = []): Promise<Rows> {
    const answer = this.answers.get(text);
    // A question that the test has not thought of is no empty answer.
    if (answer === undefined) return Promise.reject(new Error(`Nobody has said what answers ${text}`));
    return Promise.resolve(typeof answer === 'function' ? answer(values) : answer);
  }

  write(text: string, values: Values): void {
    this.written.push({ what: text, values });
    this.onWrite(text, values);
  }

  execute(text: string, values: Values = []): Promise<number> {
    this.write(text, values);
    return Promise.resolve(1);
  }

  writeLast(text: string, values: Values): void {
    this.last.push(() => {
      this.write(text, values);
    });
  }

  insert(table: { readonly name: string }, row: object): void {
    this.written.push({ what: table.name, values: row });
  }

  insertAll(table: { readonly name: string }, rows: readonly object[]): void {
    for (const row of rows) this.insert(table, row);
  }

  update(table: { readonly name: string }, id: string, change: object): void {
    this.written.push({ what: table.name, values: { id, ...change } });
  }

  audit(entry: AuditEntry): void {
    this.audited.push(entry);
  }

  enqueue(job: { readonly name: string }, payload: unknown): void {
    this.enqueued.push({ job: job.name, payload });
  }

  emit(event: { readonly name: string }, payload: unknown): void {
    this.emitted.push({ event: event.name, payload });
  }

  announce(kind: string, id: string): void {
    this.announced.push(`${kind}:${id}`);
  }

  settle(): Promise<void> {
    const last = this.last;
    this.last = [];
    for (const write of last) write();
    return Promise.resolve();
  }

  /** As a rule gets it. */
  get asTransaction(): Transaction {
    return this as unknown as Transaction;
  }
}

/** What runs writes, without a database: each in a transaction that the test has made. */
export class FakeWrites {
  /** Those that went well, in their order; what is refused leaves nothing. */
  readonly committed: FakeTransaction[] = [];

  constructor(private readonly begin: (actor: Actor) => FakeTransaction) {}

  readonly unitOfWork = {
    run: <T>(actor: Actor, work: (tx: Transaction) => Promise<T>) => this.run(actor, work),
  } as unknown as UnitOfWork;

  readonly commands = {
    run: <T>(actor: Actor, _command: unknown, work: (tx: Transaction) => Promise<T>) => this.run(actor, work),
  } as unknown as Commands;

  private async run<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = this.begin(actor);
    const answer = await work(tx.asTransaction);
    await tx.settle();
    this.committed.push(tx);
    return answer;
  }
}
