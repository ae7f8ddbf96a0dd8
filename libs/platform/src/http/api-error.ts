import { GraphQLError } from 'graphql';

/** Codes that clients meet in `errors[].extensions.code` of a response: what each means, and what to do. */
export const API_ERROR_CODES = {
  UNAUTHENTICATED:
    'The request has no token, or one that is not valid any more (then with HTTP 401). Send a valid one; do not repeat the request as it is',
  FORBIDDEN:
    'The role of the caller does not allow it, or the token only reads (then with HTTP 403). Do not repeat it: somebody else has to do it, or a token with the scope READ_AND_WRITE',
  NOT_FOUND: 'There is no such thing, or it is out of the scope of the caller: the two are not told apart',
  INVALID_INPUT:
    'A value breaks a rule: `inputPath` says which, `message` how to mend it; of several mistakes each stands in `problems`',
  RATE_LIMITED:
    'The caller has asked for more than it may in so short a time (HTTP 429). Nothing was done. Wait for `Retry-After` and send the same request again',
  QUERY_TOO_COMPLEX:
    'The request asks for too much at once (HTTP 400); `message` says of what. Ask for smaller pages, fewer fields or less depth',
  INTROSPECTION_DISABLED: 'The schema is shown to API tokens alone (HTTP 403). Send one',
  CROSS_SITE_REQUEST:
    'The request comes from a page of another site that may not call here (HTTP 403): see PLENARY_ALLOWED_ORIGINS',
  BAD_REQUEST: 'The request is none that can be read: `message` says what is wrong with it. Mend the client',
  SERVICE_UNAVAILABLE:
    'The service is busy or restarting (HTTP 503). Wait for `Retry-After` and send the same request again, with the same idempotency key: it happens once',
  DISK_FULL:
    'The disk of the server is full (HTTP 503). Nothing was done. Wait for `Retry-After` and send the same request again; people have to make room',
  INTERNAL:
    'A fault of the service. Tell whoever runs it the `requestId`. A mutation may be sent again with the same idempotency key',
} as const satisfies Readonly<Record<string, string>>;

export type ApiErrorCode = keyof typeof API_ERROR_CODES;

/** Codes of GraphQL itself and of its usual clients, for requests that do not fit the schema. */
export const GRAPHQL_ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: 'The text of the query cannot be read. Mend the client',
  GRAPHQL_VALIDATION_FAILED:
    'The query does not fit the schema: a field that is not there, an argument that is missing. Mend the client',
  BAD_USER_INPUT:
    'A variable does not fit its type: `message` says which; a signed-in caller is told the place in `inputPath`',
  PERSISTED_QUERY_NOT_SUPPORTED:
    'The request has the hash of a query in the place of its text. Send the text, as clients of Apollo do by themselves',
} as const satisfies Readonly<Record<string, string>>;

/** An error that is meant for the client: its message is shown as it stands. */
export class ApiError extends GraphQLError {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** HTTP status of the whole response; absent: 200, because a single field failed. */
    readonly status?: number,
    extras: Readonly<Record<string, unknown>> = {},
    /** What the response says of the token in `WWW-Authenticate` (RFC 6750, section 3), where that is why. */
    readonly challenge?: string,
  ) {
    super(message, { extensions: { ...extras, code } });
  }

  /** Seconds after which it is worth another try, where the error knows. */
  get retryAfter(): number | undefined {
    const { retryAfter } = this.extensions;
    return typeof retryAfter === 'number' ? retryAfter : undefined;
  }
}
