import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  forbidden,
  newId,
  notFound,
  parseInput,
  readsBody,
  Refusal,
  type UserActor,
} from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Commands, countBehindLock, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import {
  endOf,
  MOST_API_TOKENS,
  newApiTokenInput,
  type NewApiToken,
  partsOfScope,
} from '../domain/api-token.js';
import { firstLettersOf, hashSecret, newApiToken } from '../domain/secrets.js';
import { API_TOKEN } from '../persistence/access.table.js';
import { COUNT_API_TOKENS } from '../persistence/api-token.statements.js';
import { auditUser } from '../persistence/session.statements.js';
import { mayMakeTokenOf } from '../policies/api-token.policy.js';
import { ApiTokens, type ApiTokenView } from '../queries/api-tokens.js';
import { addSystem, auditBodyToken, promiseReminder, refuseHoardOfBody } from './body-tokens.js';

/**
 * Makes an API token, of the caller or of a body that they coordinate. Its secret is told once: a repeated request gets the token
 * again, without the secret.
 */
@Injectable()
export class CreateApiToken {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
    private readonly tokens: ApiTokens,
    private readonly clock: Clock,
  ) {}

  /** Refuses with NOT_FOUND (a body that the caller does not see), FORBIDDEN, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED. */
  async run(
    actor: Actor,
    { idempotencyKey: key, ...raw }: { readonly idempotencyKey: string },
  ): Promise<{ apiToken: ApiTokenView; secret: string | null }> {
    const user = requirePerson(actor);
    const input = parseInput(newApiTokenInput, raw);
    const { name, scope, expiresAt, bodyId, role } = input;
    const end = endOf(input, this.clock.now());
    if ('problem' in end) throw new Refusal('INVALID_INPUT', end.problem, ['input', 'expiresAt']);
    const of = await this.bodyOf(user, input);
    let made: { readonly id: string; readonly secret: string } | undefined;
    const request = { name, scope, expiresAt, ...(of === null ? {} : { bodyId, role }) };
    const command = { operation: 'createApiToken', key, request };
    const { apiTokenId } = await this.commands.run(user, command, async (tx) => {
      await (of === null ? refuseHoard(tx, user) : refuseHoardOfBody(tx, of));
      const [id, secret] = [newId(), newApiToken()];
      tx.insert(API_TOKEN, {
        id,
        userId: of === null ? user.userId : addSystem(tx, { ...of, name, madeBy: user.userId }),
        name,
        scopes: partsOfScope(scope),
        tokenHash: hashSecret(secret),
        firstLetters: firstLettersOf(secret),
        expiresAt: end.at,
      });
      if (of === null) auditOwn(tx, user, { apiTokenId: id, scope });
      else {
        auditBodyToken(tx, ACCESS_ACTIONS.tokenCreated, { ...of, id }, { scope });
        promiseReminder(tx, of, { tokenId: id, endsAt: end.at, now: this.clock.now() });
      }
      made = { id, secret };
      return { apiTokenId: id };
    });
    const apiToken = await this.tokens.one(user, apiTokenId);
    if (apiToken === null) throw new Error('A token vanished after its creation');
    // What a request that came at the same time has answered is another token.
    return { apiToken, secret: made?.id === apiTokenId ? made.secret : null };
  }

  /** The body whose token is asked for, with the role; null for one of the caller's own. */
  private async bodyOf(user: UserActor, { bodyId, role }: NewApiToken) {
    if (bodyId === null || role === null) return null;
    const snapshot = await this.reference.current();
    const conferenceId = user.grants
      .map((grant) => grant.conferenceId)
      .find((id) => snapshot.conference(id)?.bodies.some((body) => body.id === bodyId));
    if (conferenceId === undefined || !readsBody(user, conferenceId, bodyId))
      throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    if (!mayMakeTokenOf(user, bodyId)) throw forbidden('Only a coordinator of the body makes its tokens.');
    return { conferenceId, bodyId, role };
  }
}

/** A token must not outlive its revocation in tokens that it has made: people make them, signed in with a browser. */
function requirePerson(actor: Actor): UserActor {
  if (actor.kind === 'user' && actor.via === 'session') return actor;
  throw forbidden('Sign in with your browser to make a token: a token cannot make tokens.');
}

async function refuseHoard(tx: Transaction, user: UserActor): Promise<void> {
  const owner = `access.api_token ${user.userId}`;
  if ((await countBehindLock(tx, owner, COUNT_API_TOKENS, [user.userId])) >= MOST_API_TOKENS)
    throw forbidden(`You have ${MOST_API_TOKENS} tokens; revoke one that you no longer use.`);
}

function auditOwn(tx: Transaction, user: UserActor, details: Readonly<Record<string, unknown>>): void {
  const conferences = user.grants.map((grant) => grant.conferenceId);
  auditUser(tx, user.userId, ACCESS_ACTIONS.tokenCreated, conferences, details);
}
