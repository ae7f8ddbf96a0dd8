import { randomUUID } from 'node:crypto';
import { type MutationAnswer, mutationAnswer, type QueryAnswer, queryAnswer } from './answer.js';
import { type Change, changes, type ChangesOptions, type NominationKey } from './changes.js';
import { type Document, textOf } from './document.js';
import { type ConnectionOptions, Transport } from './transport.js';

/** Payloads of mutations whose `errors` are selected; a document without them does not compile. */
export type Payloads = Readonly<Record<string, { readonly errors: readonly object[] }>>;

/** Variables as the schema has them, without the idempotency key where it is the input's: it is made for you. */
export type WithoutKey<Variables> = Variables extends { input: infer Input }
  ? Omit<Variables, 'input'> & {
      readonly input: Omit<Input, 'idempotencyKey'> & { readonly idempotencyKey?: string };
    }
  : Variables;

export interface RequestOptions {
  /** Ends the request, the pauses between its tries too; the promise is refused with its reason. */
  readonly signal?: AbortSignal;
}

/** The API of Plenary, for one token. What a token reads belongs to it alone: never share what is read between two of them. */
export class PlenaryClient {
  private readonly transport: Transport;

  constructor(options: ConnectionOptions) {
    this.transport = new Transport(options);
  }

  /** Reads. Refused as a whole where any field of it is; `data` of the refusal has the others. */
  async query<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    options: RequestOptions = {},
  ): Promise<QueryAnswer<Result>> {
    const request = { query: textOf(document), variables: variables as object };
    return queryAnswer(await this.transport.send(request, options.signal));
  }

  /**
   * Does something, once, however often it has to be sent: each try bears the same idempotency key. It is `input.idempotencyKey`, and
   * made here where it is absent. Give one of your own to send the act again after a restart of your program, within 48 hours.
   */
  async mutate<Result extends Payloads, Variables>(
    document: Document<Result, Variables>,
    variables: WithoutKey<Variables>,
    options: RequestOptions = {},
  ): Promise<MutationAnswer<Result>> {
    const request = { query: textOf(document), variables: withKey(variables as object) };
    return mutationAnswer(await this.transport.send(request, options.signal));
  }

  /**
   * What has changed that the token may see, oldest first, from behind `after`; each entry has its cursor. Keep the cursor of an entry
   * after your work on it: begun again behind it, nothing is missed and nothing comes twice.
   * @throws CursorExpired where `after` holds no more
   * @throws ChangesRefused for any other refusal
   */
  changes<Fields = NominationKey>(
    options: ChangesOptions<Fields>,
  ): AsyncGenerator<Change<Fields>, void, undefined> {
    return changes(this.transport, options);
  }
}

function withKey(variables: object): object {
  const { input } = variables as { readonly input?: unknown };
  return typeof input === 'object' && input !== null
    ? { ...variables, input: { idempotencyKey: randomUUID(), ...input } }
    : variables;
}
