import { vi } from 'vitest';

/** What the API answers, by status 429, to a caller who has asked for too much in a short time. */
export const TOO_MUCH = {
  errors: [{ message: 'Wait 3 seconds.', extensions: { code: 'RATE_LIMITED', retryAfter: 3 } }],
};

export interface SentOperation {
  readonly operationName: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

interface Sent {
  readonly method: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type AnswerMaker = (variables: Record<string, string>) => object | 'offline';
type Answer = object | AnswerMaker;

/** The whole answers of an API that is not there, by the operation's name; every request is kept to be looked at. */
export class FakeApi {
  readonly sent: SentOperation[] = [];

  constructor(private readonly answers: Record<string, Answer>) {
    vi.stubGlobal('fetch', (input: unknown, init: Sent) =>
      init.headers?.['plenary-input'] === undefined
        ? this.answer(init)
        : this.take(String(input), init.headers['plenary-input']),
    );
  }

  /** What an operation answers from now on. */
  set(operationName: string, answer: Answer): void {
    this.answers[operationName] = answer;
  }

  /** The variables of every request of one operation, oldest first. */
  variablesOf(operationName: string): Record<string, unknown>[] {
    return this.sent
      .filter((operation) => operation.operationName === operationName)
      .map(({ variables }) => variables);
  }

  /** A file that is sent to an address of its own; what is said of it counts as its variables. */
  private async take(address: string, said: string): Promise<Response> {
    const variables = JSON.parse(decodeURIComponent(said)) as Record<string, unknown>;
    this.sent.push({ operationName: address, query: '', variables });
    const answer = this.answers[address];
    if (answer === undefined) throw new Error(`The test has no answer for ${address}`);
    return new Response(JSON.stringify(answer), { status: 'errors' in answer ? 422 : 201 });
  }

  private async answer(init: Sent): Promise<Response> {
    if (init.method !== 'POST') throw new Error(`The console must ask by POST, not by ${init.method}`);
    const operation = JSON.parse(init.body as string) as SentOperation;
    this.sent.push(operation);
    const answer = this.answers[operation.operationName];
    if (answer === undefined) throw new Error(`The test has no answer for ${operation.operationName}`);
    const body =
      typeof answer === 'function'
        ? (answer as AnswerMaker)(operation.variables as Record<string, string>)
        : answer;
    if (body === 'offline') throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify('errors' in body ? body : { data: body }), {
      status: body === TOO_MUCH ? 429 : 200,
      headers: { 'content-type': 'application/json' },
    });
  }
}
