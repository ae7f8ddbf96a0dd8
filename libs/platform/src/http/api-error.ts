import { GraphQLError } from 'graphql';

/** Codes that clients meet in `errors[].extensions.code` of a response, beside those of GraphQL itself. */
export type ApiErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'INTROSPECTION_DISABLED'
  | 'CROSS_SITE_REQUEST'
  | 'BAD_REQUEST'
  | 'SERVICE_UNAVAILABLE'
  | 'DISK_FULL'
  | 'INTERNAL';

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
