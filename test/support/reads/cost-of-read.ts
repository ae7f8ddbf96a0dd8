import { type Actor } from '#libs/kernel';
import { Database, sightOf, type Statement } from '#libs/platform';
import { buffersOf, graphqlClient } from '#libs/testing';
import { type Landmarks } from './grown-conference.js';
import { type Read, type Reader, READERS } from './register.js';

type ReadAll = (this: Database, ...asked: Asked) => ReturnType<Database['readAll']>;
type Asked = readonly [Actor, readonly Statement[]];

export interface GrownConference {
  readonly landmarks: Landmarks;
  /** API tokens, by the person. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** What requests to an API in this process read, and what that costs. */
export class ReadWatch {
  private readonly readAll = Object.getOwnPropertyDescriptor(Database.prototype, 'readAll');
  private asked: Asked[] = [];

  /** @param database what is asked again there, without the API, to be watched. */
  constructor(
    private readonly url: string,
    private readonly database: Database,
  ) {
    const note = (...asked: Asked): void => void this.asked.push(asked);
    const readAll = this.readAll?.value as ReadAll;
    Database.prototype.readAll = function (this: Database, actor, statements) {
      note(actor, statements);
      return readAll.call(this, actor, statements);
    };
  }

  end(): void {
    if (this.readAll !== undefined) Object.defineProperty(Database.prototype, 'readAll', this.readAll);
  }

  async costs(conference: GrownConference, reads: readonly Read[]): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const known = new Map<string, Promise<number>>();
    for (const person of READERS)
      for (const read of reads)
        found.set(`${person}: ${read.name}`, await this.costOf(conference, person, read, known));
    return found;
  }

  /** What a request of this caller reads, in buffers, all its statements together. */
  async costOf(
    { landmarks, tokens }: GrownConference,
    person: Reader,
    { query }: Read,
    known = new Map<string, Promise<number>>(),
  ): Promise<number> {
    const client = graphqlClient(this.url, { token: tokens.get(person) ?? '' });
    this.asked = [];
    const { errors } = await client.query(query, landmarks);
    const asked = this.asked.splice(0);
    if (errors?.some(({ extensions }) => !OUT_OF_SIGHT.has(extensions?.code)) === true)
      throw new Error(`${query}: ${JSON.stringify(errors)}`);
    let sum = 0;
    for (const [actor, statements] of asked) {
      const plan = planOf(statements);
      for (const statement of statements) {
        const key = sameness(actor, statement, plan);
        const cost = known.get(key) ?? this.buffers(actor, statement, plan);
        known.set(key, cost);
        sum += await cost;
      }
    }
    return sum;
  }

  private buffers(actor: Actor, statement: Statement, plan: Plan): Promise<number> {
    return buffersOf(
      (texts) =>
        this.database.readAll(
          actor,
          texts.map((text) => ({ text, values: [], isPlain: !text.startsWith('EXPLAIN'), ...plan })),
        ),
      statement,
      Object.values(plan).includes(true),
    );
  }
}

/** What whoever may not read it is answered, which is watched too. */
const OUT_OF_SIGHT = new Set<unknown>(['FORBIDDEN', 'NOT_FOUND']);

type Plan = Readonly<Record<'isReadInOrder' | 'isPlannedForValues', boolean>>;
const planOf = (statements: readonly Statement[]): Plan => ({
  isReadInOrder: statements.some(({ isReadInOrder }) => isReadInOrder === true),
  isPlannedForValues: statements.some(({ isPlannedForValues }) => isPlannedForValues === true),
});

/** The same statement costs two people the same who see the same. */
function sameness(actor: Actor, { text, values }: Statement, plan: Plan): string {
  const seen = JSON.stringify([sightOf(actor), actor.kind, text, plan, values]);
  return actor.kind === 'user' ? seen.replaceAll(actor.userId, 'the caller') : seen;
}
