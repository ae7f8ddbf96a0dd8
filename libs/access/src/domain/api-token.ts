import { line } from '#libs/kernel';
import { z } from 'zod';

export const API_TOKEN_SCOPES = ['READ', 'WRITE'] as const;
export type ApiTokenScope = (typeof API_TOKEN_SCOPES)[number];

/** Live tokens that one person may have. */
export const MOST_API_TOKENS = 100;

/** A personal token for GraphQL clients: its owner's grants, never more; without WRITE it changes nothing. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiTokenScope[];
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const newApiTokenInput = z.object({
  name: line(100),
  scopes: z
    .array(z.enum(API_TOKEN_SCOPES))
    .min(1, 'Choose at least one scope.')
    .max(10, 'Name each scope once.')
    .transform((scopes) => API_TOKEN_SCOPES.filter((scope) => scopes.includes(scope))),
  expiresAt: z
    .date()
    .nullish()
    .transform((at) => at ?? null),
});
