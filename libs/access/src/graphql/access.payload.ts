import { connectionOf, DateTime, mutationPayload } from '#libs/platform';
import { ApiTokenType, GrantType, ViewerType } from './access.type.js';

export const RequestSignInLinkPayload = mutationPayload({
  name: 'RequestSignInLink',
  description: 'isAccepted is true whether or not the address is known',
  result: { isAccepted: { type: () => Boolean, otherwise: false } },
  codes: ['INVALID_INPUT', 'RATE_LIMITED', 'IDEMPOTENCY_KEY_REUSED'],
});

export const SignInPayload = mutationPayload({
  name: 'SignIn',
  description:
    'next: local path to go on to. Repeated under the same key while the link would be good, it gives the same session with a new cookie',
  result: { viewer: () => ViewerType, next: () => String },
  codes: ['LINK_INVALID', 'RATE_LIMITED', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});

export const SignOutPayload = mutationPayload({
  name: 'SignOut',
  result: { isSignedOut: { type: () => Boolean, otherwise: false } },
  codes: ['INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});

export const CreateApiTokenPayload = mutationPayload({
  name: 'CreateApiToken',
  description: 'secret is shown once and never again, not even to a repeated request',
  result: { apiToken: () => ApiTokenType, secret: () => String },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});

export const ApiTokenConnection = connectionOf('ApiToken', () => ApiTokenType);

export const RevokeApiTokenPayload = mutationPayload({
  name: 'RevokeApiToken',
  result: { apiToken: () => ApiTokenType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'IDEMPOTENCY_KEY_REUSED'],
});

export const StaffConnection = connectionOf('Staff', () => GrantType);

export const GrantRolePayload = mutationPayload({
  name: 'GrantRole',
  result: { grant: () => GrantType },
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
    'ALREADY_GRANTED',
    'SEPARATION_OF_DUTIES',
    'RATE_LIMITED',
    'IDEMPOTENCY_KEY_REUSED',
  ],
  extras: { retryAt: () => DateTime },
});

export const RemindRolePayload = mutationPayload({
  name: 'RemindRole',
  result: { grant: () => GrantType },
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'ACTION_UNAVAILABLE',
    'RATE_LIMITED',
    'INVALID_INPUT',
    'IDEMPOTENCY_KEY_REUSED',
  ],
  extras: { retryAt: () => DateTime },
});

export const AcceptRolePayload = mutationPayload({
  name: 'AcceptRole',
  result: { viewer: () => ViewerType },
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'SEPARATION_OF_DUTIES',
    'ALREADY_GRANTED',
    'INVALID_INPUT',
    'IDEMPOTENCY_KEY_REUSED',
  ],
});

export const DeclineRolePayload = mutationPayload({
  name: 'DeclineRole',
  result: { viewer: () => ViewerType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});

export const RevokeGrantPayload = mutationPayload({
  name: 'RevokeGrant',
  result: { grant: () => GrantType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'LAST_ADMINISTRATOR', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
