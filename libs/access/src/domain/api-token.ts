import { line } from '#libs/kernel';
import { z } from 'zod';

/** Every token reads what its owner reads: there is none that only writes. */
export const API_TOKEN_SCOPES = ['READ', 'READ_AND_WRITE'] as const;
export type ApiTokenScope = (typeof API_TOKEN_SCOPES)[number];

/** How the database has it. */
export const partsOfScope = (scope: ApiTokenScope): readonly string[] =>
  scope === 'READ' ? ['READ'] : ['READ', 'WRITE'];
export const scopeOfParts = (parts: readonly string[]): ApiTokenScope =>
  parts.includes('WRITE') ? 'READ_AND_WRITE' : 'READ';

/** Live tokens that one person may have. */
export const MOST_API_TOKENS = 100;

/** A personal token for GraphQL clients: its owner's grants, never more; with READ alone it changes nothing. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiTokenScope;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const newApiTokenInput = z.object({
  name: line(100),
  scope: z.enum(API_TOKEN_SCOPES),
  expiresAt: z
    .date()
    .nullish()
    .transform((at) => at ?? null),
});
