import { type Actor, isId, mailboxSpellings, newId, parseInput, Refusal, SystemClock } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { type Database, OutboxBell, type Transaction, UnitOfWork } from '#libs/platform';
import { type CommandSettings, withDatabase } from './command-line.js';
import { ACCESS_ACTIONS } from './domain/audit-actions.js';
import { type ApiToken, endOf, newApiTokenInput, partsOfScope } from './domain/api-token.js';
import { firstLettersOf, hashSecret, newApiToken } from './domain/secrets.js';
import { API_TOKEN } from './persistence/access.table.js';
import {
  type ApiTokenRow,
  LIST_API_TOKENS,
  LIST_TOKENS_OF_BODY,
  READ_ANY_API_TOKEN,
  REVOKE_API_TOKEN,
  toApiToken,
} from './persistence/api-token.statements.js';
import { auditUser } from './persistence/session.statements.js';
import {
  addSystem,
  auditBodyToken,
  bodyOf,
  promiseReminder,
  refuseHoardOfBody,
} from './use-cases/body-tokens.js';

/** Whoever types a command: nobody can tell who. */
const COMMAND_LINE: Actor = { kind: 'system', task: 'token-command' };
const CLOCK = new SystemClock();
const FIND_PERSON = `SELECT u.id FROM access.app_user u WHERE u.email_fold = ANY ($1::text[]) AND u.disabled_at IS NULL
  ORDER BY lower(u.email) = lower($2) DESC LIMIT 1`;
const CONFERENCES = `SELECT DISTINCT g.conference_id AS id FROM access.role_grant g WHERE g.user_id = $1 AND g.revoked_at IS NULL`;

/** Whose tokens are meant: a person’s, by their address, or a body’s, by its code and, where several conferences have it, the slug. */
export type TokenOwner =
  { readonly email: string } | { readonly bodyCode: string; readonly conferenceSlug?: string };

/** What is wanted of a token that is made; `role` goes with a body. Without an end a person’s has none, and a body’s the usual one. */
export interface TokenWish {
  readonly name: string;
  readonly scope: string;
  readonly role?: string;
  readonly expiresAt?: Date;
}

type Owner = { readonly userId: string } | { readonly conferenceId: string; readonly bodyId: string };

/**
 * Makes an API token, which is listed like any other. The trail says that the installation made it. Answers its id and secret.
 * @throws InvalidInput, or Refusal: NOT_FOUND (nobody has the address, no body or more than one the code), INVALID_INPUT, FORBIDDEN.
 */
export function issueApiToken(settings: CommandSettings, whose: TokenOwner, wish: TokenWish) {
  return withDatabase(settings, async (database): Promise<{ id: string; secret: string }> => {
    const owner = await ownerOf(database, whose);
    const bodyId = 'bodyId' in owner ? owner.bodyId : null;
    const input = parseInput(newApiTokenInput, { ...wish, bodyId }, []);
    const { name, scope, role } = input;
    const end = endOf(input, CLOCK.now());
    if ('problem' in end) throw new Refusal('INVALID_INPUT', end.problem, ['expiresAt']);
    const of = 'bodyId' in owner && role !== null ? { ...owner, role } : null;
    return writing(database, async (tx) => {
      const [id, secret] = [newId(), newApiToken()];
      if (of !== null) await refuseHoardOfBody(tx, of);
      const userId = 'userId' in owner ? owner.userId : '';
      tx.insert(API_TOKEN, {
        id,
        userId: of === null ? userId : addSystem(tx, { ...of, name, madeBy: null }),
        name,
        scopes: partsOfScope(scope),
        tokenHash: hashSecret(secret),
        firstLetters: firstLettersOf(secret),
        expiresAt: end.at,
      });
      if (of !== null) {
        auditBodyToken(tx, ACCESS_ACTIONS.tokenCreated, { ...of, id }, { scope });
        promiseReminder(tx, of, { tokenId: id, endsAt: end.at, now: CLOCK.now() });
      } else await auditOfPerson(tx, ACCESS_ACTIONS.tokenCreated, userId, { apiTokenId: id, scope });
      return { id, secret };
    });
  });
}

/** The tokens of a person or of a body, live, over and revoked, the newest first; at most 500. Refuses NOT_FOUND as above. */
export function listApiTokens(settings: CommandSettings, whose: TokenOwner): Promise<readonly ApiToken[]> {
  return withDatabase(settings, async (database) => {
    const owner = await ownerOf(database, whose);
    const [text, values] =
      'userId' in owner
        ? [LIST_API_TOKENS, [owner.userId]]
        : [LIST_TOKENS_OF_BODY, [owner.conferenceId, owner.bodyId]];
    return (await database.read<ApiTokenRow>(COMMAND_LINE, text, values)).map(toApiToken);
  });
}

/** Ends a token, in every process within a second; twice is no mistake. @returns false where there is none of this id. */
export function revokeApiToken(settings: CommandSettings, id: string): Promise<boolean> {
  return withDatabase(settings, (database) =>
    writing(database, async (tx) => {
      const [row] = isId(id) ? await tx.query<ApiTokenRow>(READ_ANY_API_TOKEN, [id]) : [];
      if (row === undefined) return false;
      if ((await tx.execute(REVOKE_API_TOKEN, [id])) === 1) {
        const of = bodyOf(row);
        if (of !== null) auditBodyToken(tx, ACCESS_ACTIONS.tokenRevoked, { ...of, id });
        else await auditOfPerson(tx, ACCESS_ACTIONS.tokenRevoked, row.userId, { apiTokenId: id });
      }
      return true;
    }),
  );
}

const writing = <Result>(database: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  new UnitOfWork(database, new OutboxBell(database)).run(COMMAND_LINE, work);

async function ownerOf(database: Database, whose: TokenOwner): Promise<Owner> {
  if ('email' in whose) {
    const email = whose.email.trim();
    const values = [mailboxSpellings(email), email];
    const [user] = await database.read<{ id: string }>(COMMAND_LINE, FIND_PERSON, values);
    if (user === undefined) throw unknown(`Nobody signs in with the address ${email}.`);
    return { userId: user.id };
  }
  const { bodyCode, conferenceSlug } = whose;
  const { conferences } = await new ConferenceReference(database, CLOCK).current();
  const found = conferences
    .filter(({ slug }) => conferenceSlug === undefined || slug === conferenceSlug)
    .flatMap(({ id, bodies }) =>
      bodies
        .filter(({ kind, code }) => kind === 'PARTNER' && code === bodyCode)
        .map((body) => ({ conferenceId: id, bodyId: body.id })),
    );
  const [only, ...others] = found;
  if (only === undefined) throw unknown(`No partner has the code ${bodyCode}.`);
  if (others.length > 0)
    throw unknown(
      `Several conferences have a partner with the code ${bodyCode}: say which conference is meant.`,
    );
  return only;
}

const unknown = (message: string): Refusal<'NOT_FOUND'> => new Refusal('NOT_FOUND', message);

async function auditOfPerson(
  tx: Transaction,
  action: string,
  userId: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const conferences = await tx.query<{ id: string }>(CONFERENCES, [userId]);
  auditUser(
    tx,
    userId,
    action,
    conferences.map(({ id }) => id),
    details,
  );
}
