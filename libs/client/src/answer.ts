/** Why a mutation was not done, with all that the document selects under `errors`: figures, versions, what is there already. */
export type MutationRefusal<Data> = { readonly from: 'mutation'; readonly field: string } & ErrorIn<
  Data[keyof Data]
>;

type ErrorIn<Payload> = Payload extends { readonly errors: readonly (infer Refused)[] } ? Refused : never;

/** Why a request, or a field of it, was not answered. */
export interface ResponseRefusal {
  readonly from: 'response';
  /** Where in the answer it is missing, as in `conference.bodies.0`; empty: all of it. */
  readonly field: string;
  /** `NOT_FOUND`, `INVALID_INPUT`, `UNAUTHENTICATED` …; take one that you do not know for `INTERNAL`. */
  readonly code: string;
  /** For people, in English; may be worded anew at any time. */
  readonly message: string;
  /** What of the request it is about, from its argument down; empty: the whole. */
  readonly path: readonly string[];
  /** HTTP status of the answer. */
  readonly status: number;
  /** Seconds after which the same request may be sent again, where the service says so. */
  readonly retryAfter: number | undefined;
}

export interface AnswerNotes {
  /** What whoever runs the service finds the request by in the log. */
  readonly requestId: string | undefined;
  /** Objects that the request counted for, and that are left in the token's bucket. */
  readonly cost: { readonly asked: number; readonly left: number } | undefined;
}

export interface Done<Data> extends AnswerNotes {
  readonly isRefused: false;
  readonly data: Data;
}

export interface Refused<Refusal> extends AnswerNotes {
  readonly isRefused: true;
  /** One or more. */
  readonly refusals: readonly [Refusal, ...Refusal[]];
  /** What was answered all the same: other fields of the query, other mutations of the document. */
  readonly data: unknown;
}

export type QueryAnswer<Data> = Done<Data> | Refused<ResponseRefusal>;
export type MutationAnswer<Data> = Done<Data> | Refused<MutationRefusal<Data> | ResponseRefusal>;

/** An answer of GraphQL over HTTP, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly requestId: string | undefined;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly RawError[];
    readonly extensions?: { readonly cost?: { readonly asked: number; readonly left: number } };
  };
}

interface RawError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly inputPath?: readonly string[] };
}

export function queryAnswer<Data>(raw: RawAnswer): QueryAnswer<Data> {
  return answerOf<Data, ResponseRefusal>(raw, responseRefusals(raw));
}

/** @throws TypeError where the document does not select `errors { code message path }`: nobody could tell whether it was done. */
export function mutationAnswer<Data>(raw: RawAnswer): MutationAnswer<Data> {
  return answerOf<Data, MutationRefusal<Data> | ResponseRefusal>(raw, [
    ...responseRefusals(raw),
    ...mutationRefusals<Data>(raw),
  ]);
}

function answerOf<Data, Refusal>(
  raw: RawAnswer,
  refusals: readonly Refusal[],
): Done<Data> | Refused<Refusal> {
  const notes = { requestId: raw.requestId, cost: raw.body.extensions?.cost };
  const [first, ...others] = refusals;
  return first === undefined
    ? { isRefused: false, data: raw.body.data as Data, ...notes }
    : { isRefused: true, refusals: [first, ...others], data: raw.body.data ?? null, ...notes };
}

const responseRefusals = ({ status, retryAfter, body }: RawAnswer): ResponseRefusal[] =>
  (body.errors ?? []).map(({ message, path, extensions }) => ({
    from: 'response',
    field: (path ?? []).join('.'),
    code: extensions?.code ?? 'INTERNAL',
    message,
    path: extensions?.inputPath ?? [],
    status,
    retryAfter,
  }));

function mutationRefusals<Data>({ body }: RawAnswer): MutationRefusal<Data>[] {
  const payloads = Object.entries((body.data ?? {}) as Record<string, { readonly errors?: object[] } | null>);
  return payloads.flatMap(([field, payload]) => {
    if (payload === null || typeof payload !== 'object') return [];
    if (payload.errors === undefined)
      throw new TypeError(
        `Select errors { code message path } in ${field}: without them nobody knows whether it was done`,
      );
    return payload.errors.map(
      (refused) => ({ from: 'mutation', field, ...refused }) as unknown as MutationRefusal<Data>,
    );
  });
}
