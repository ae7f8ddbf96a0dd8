import { GraphQLError } from 'graphql';
import { OUR_FAULT } from '../http/failures.js';
import { type AccessVerdict } from './access.js';

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
  ) {
    super(message, { extensions: { ...extras, code } });
  }

  /** Seconds after which it is worth another try, where the error knows. */
  get retryAfter(): number | undefined {
    const { retryAfter } = this.extensions;
    return typeof retryAfter === 'number' ? retryAfter : undefined;
  }
}

/** The error for an access verdict that is a no. */
export function accessError(verdict: Exclude<AccessVerdict, 'allowed'>): ApiError {
  switch (verdict) {
    case 'UNAUTHENTICATED':
      return new ApiError(
        verdict,
        'Sign in first, or send a token that is valid, as in "authorization: Bearer TOKEN".',
      );
    case 'FORBIDDEN':
      return new ApiError(verdict, 'Your role does not allow this.');
    case 'TOKEN_ONLY_READS':
      return new ApiError('FORBIDDEN', 'This token only reads. Send one with the scope READ_AND_WRITE.', 403);
  }
}

/** What is told of a fault of ours, which is in the log under the id. */
export const ourFault = (correlationId: string): ApiError =>
  new ApiError('INTERNAL', OUR_FAULT, 500, { correlationId });

/** The answer to an `authorization` header that names nobody: unknown, expired, revoked, or of another scheme (RFC 6750, section 3). */
export const invalidToken = (): ApiError =>
  new ApiError(
    'UNAUTHENTICATED',
    'The token is not valid (any more). Send one that is, as in "authorization: Bearer TOKEN", or none.',
    401,
  );
