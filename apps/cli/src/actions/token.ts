import { InvalidInput, Refusal } from '#libs/kernel';
import { type ApiToken, type TokenOwner } from '#libs/access';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

/** Whose tokens are meant, as it is typed. */
export interface Whose {
  readonly user?: string;
  readonly body?: string;
  readonly conference?: string;
}

export interface Wish extends Whose {
  readonly name: string;
  readonly scope: string;
  readonly role?: string;
  readonly expires?: string;
  readonly json?: boolean;
}

export async function createToken(loadProduct: ProductLoader, wish: Wish): Promise<void> {
  const owner = ownerOf(wish);
  const { name, scope, role, expires, json = false } = wish;
  const expiresAt = expires === undefined ? undefined : endOf(expires);
  const { id, secret } = await told(() =>
    withRunningDatabase(['worker'], async (settings) =>
      (await loadProduct()).createToken(settings, owner, {
        name,
        scope,
        ...(role !== undefined && { role }),
        ...(expiresAt !== undefined && { expiresAt }),
      }),
    ),
  );
  console.log(json ? JSON.stringify({ id, token: secret }) : secret);
}

export async function listTokens(
  loadProduct: ProductLoader,
  { json = false, ...whose }: Whose & { readonly json?: boolean },
): Promise<void> {
  const owner = ownerOf(whose);
  const tokens = await told(() =>
    withRunningDatabase(['worker'], async (settings) => (await loadProduct()).listTokens(settings, owner)),
  );
  if (json) console.log(JSON.stringify(tokens.map(printed)));
  else if (tokens.length === 0) console.log('There are no tokens.');
  else for (const token of tokens) console.log(lineOf(token));
}

export async function revokeToken(loadProduct: ProductLoader, id: string): Promise<void> {
  const isRevoked = await withRunningDatabase(['worker'], async (settings) =>
    (await loadProduct()).revokeToken(settings, id),
  );
  if (!isRevoked) throw new CommandError(`There is no token with the id ${id}.`);
  console.log('The token is revoked.');
}

function ownerOf({ user, body, conference }: Whose): TokenOwner {
  if ((user === undefined) === (body === undefined))
    throw new CommandError('Say whose token is meant: --user EMAIL or --body CODE.');
  if (user !== undefined) return { email: user };
  return { bodyCode: body ?? '', ...(conference !== undefined && { conferenceSlug: conference }) };
}

/** A day ends the token as it begins, in UTC; a time is taken as it is. */
function endOf(expires: string): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(expires);
  const at = new Date(isDay ? `${expires}T00:00:00Z` : expires);
  if (Number.isNaN(at.getTime()) || (isDay && !at.toISOString().startsWith(expires)))
    throw new CommandError('--expires takes a day, 2027-06-30, or a time, 2027-06-30T22:00:00Z.');
  return at;
}

/** What is refused is told in words, without a stack. */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new CommandError(error.message);
    if (error instanceof InvalidInput)
      throw new CommandError(
        error.problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
      );
    throw error;
  }
}

const printed = (token: ApiToken): object => {
  const { id, name, firstLetters, role, scope, createdAt, lastUsedAt, expiresAt, revokedAt } = token;
  return { id, name, firstLetters, role, scope, createdAt, lastUsedAt, expiresAt, revokedAt };
};

const day = (at: Date | null): string => at?.toISOString().slice(0, 10) ?? 'never';

function lineOf(token: ApiToken): string {
  const { revokedAt, expiresAt } = token;
  const state =
    revokedAt !== null
      ? `revoked ${day(revokedAt)}`
      : expiresAt !== null && expiresAt <= new Date()
        ? `over since ${day(expiresAt)}`
        : expiresAt === null
          ? 'no end'
          : `until ${day(expiresAt)}`;
  return [
    token.id,
    `${token.firstLetters ?? 'plenary_'}…`,
    [token.role, token.scope].filter((part) => part !== null).join(' '),
    `made ${day(token.createdAt)}`,
    `used ${day(token.lastUsedAt)}`,
    state,
    token.name,
  ].join('  ');
}
