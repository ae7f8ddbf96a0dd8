import { ApiError } from '../http/api-error.js';
import { OUR_FAULT } from '../http/failures.js';
import { type AccessVerdict } from './access.js';

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
      return new ApiError(
        'FORBIDDEN',
        'This token only reads. Send one with the scope READ_AND_WRITE.',
        403,
        {},
        'Bearer error="insufficient_scope"',
      );
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
    {},
    'Bearer error="invalid_token"',
  );
