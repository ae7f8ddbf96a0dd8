import { line, type Role, validId } from '#libs/kernel';
import { z } from 'zod';

/** Every token reads what its owner reads: there is none that only writes. */
export const API_TOKEN_SCOPES = ['READ', 'READ_AND_WRITE'] as const;
export type ApiTokenScope = (typeof API_TOKEN_SCOPES)[number];

/** How the database has it. */
export const partsOfScope = (scope: ApiTokenScope): readonly string[] =>
  scope === 'READ' ? ['READ'] : ['READ', 'WRITE'];
export const scopeOfParts = (parts: readonly string[]): ApiTokenScope =>
  parts.includes('WRITE') ? 'READ_AND_WRITE' : 'READ';

/** What a body gives a system to do. What is ranked, submitted and given to others, a person answers for. */
export const SYSTEM_ROLES = ['PARTNER_NOMINATOR', 'PARTNER_VIEWER'] as const satisfies readonly Role[];
export type SystemRole = (typeof SYSTEM_ROLES)[number];

/** Live tokens that one person may have. */
export const MOST_API_TOKENS = 100;
/** Live tokens that one body may have. */
export const MOST_TOKENS_OF_BODY = 20;

export const DAY_MS = 86_400_000;
/** Days that a body's token works for where nobody says when it ends, and at most: a year, and a day for whoever counts from tomorrow. */
export const DAYS_OF_BODY_TOKEN = { unlessSaid: 90, most: 366 } as const;

/**
 * A token for GraphQL clients; with READ alone it changes nothing. Its person's grants are its own, never more. A body's has
 * a role within the body, and what it does is done by a system of its name.
 */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** With which the secret begins; null of tokens from before it was kept. */
  readonly firstLetters: string | null;
  readonly scope: ApiTokenScope;
  /** These three of a body's token: null of a person's. */
  readonly conferenceId: string | null;
  readonly bodyId: string | null;
  readonly role: SystemRole | null;
  /** Null for one that was made on the command line. */
  readonly madeById: string | null;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const newApiTokenInput = z
  .object({
    name: line(100),
    scope: z.enum(API_TOKEN_SCOPES),
    bodyId: validId.nullish().transform((given) => given ?? null),
    role: z
      .enum(
        SYSTEM_ROLES,
        'A system is a nominator or a viewer of its body: PARTNER_NOMINATOR or PARTNER_VIEWER.',
      )
      .nullish()
      .transform((given) => given ?? null),
    expiresAt: z
      .date()
      .nullish()
      .transform((at) => at ?? null),
  })
  .refine(({ bodyId, role }) => (bodyId === null) === (role === null), {
    message:
      'A token of a body has a role in it; your own token has your roles. Give bodyId and role, or neither.',
    path: ['role'],
  });

export type NewApiToken = z.output<typeof newApiTokenInput>;

/** When a token ends, or why not then. A body's always ends. */
export function endOf(
  { expiresAt, bodyId }: { readonly expiresAt: Date | null; readonly bodyId: string | null },
  now: Date,
): { readonly at: Date | null } | { readonly problem: string } {
  if (expiresAt !== null && expiresAt <= now) return { problem: 'Choose a time in the future.' };
  if (bodyId === null) return { at: expiresAt };
  const inDays = (days: number): Date => new Date(now.getTime() + days * DAY_MS);
  if (expiresAt !== null && expiresAt > inDays(DAYS_OF_BODY_TOKEN.most))
    return { problem: 'A body’s token works for a year at most. Choose an earlier time.' };
  return { at: expiresAt ?? inDays(DAYS_OF_BODY_TOKEN.unlessSaid) };
}
