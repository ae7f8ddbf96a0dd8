import { Injectable } from '@nestjs/common';
import { type Actor, Clock, forbidden, newId, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, Database, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import {
  type ApiToken,
  type ApiTokenScope,
  MOST_API_TOKENS,
  newApiTokenInput,
  partsOfScope,
} from '../domain/api-token.js';
import { hashSecret, newApiToken } from '../domain/secrets.js';
import { API_TOKEN } from '../persistence/access.table.js';
import {
  type ApiTokenRow,
  COUNT_API_TOKENS,
  READ_API_TOKEN,
  toApiToken,
} from '../persistence/api-token.statements.js';
import { auditUser } from '../persistence/session.statements.js';

export interface CreateApiTokenRequest {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly scope: ApiTokenScope;
  readonly expiresAt?: Date | null;
}

/** Makes a personal API token. Its secret is told once: a repeated request gets the token again, without the secret. */
@Injectable()
export class CreateApiToken {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Refuses with FORBIDDEN, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED. */
  async run(
    actor: Actor,
    request: CreateApiTokenRequest,
  ): Promise<{ apiToken: ApiToken; secret: string | null }> {
    const user = requirePerson(actor);
    const { idempotencyKey: key, ...rest } = request;
    const { name, scope, expiresAt } = parseInput(newApiTokenInput, rest);
    if (expiresAt !== null && expiresAt <= this.clock.now()) {
      throw new Refusal('INVALID_INPUT', 'Choose a time in the future.', ['input', 'expiresAt']);
    }
    let made: { readonly id: string; readonly secret: string } | undefined;
    const command = { operation: 'createApiToken', key, request: { name, scope, expiresAt } };
    const { apiTokenId } = await this.commands.run(user, command, async (tx) => {
      await refuseHoard(tx, user);
      const [id, secret] = [newId(), newApiToken()];
      tx.insert(API_TOKEN, {
        id,
        userId: user.userId,
        name,
        scopes: partsOfScope(scope),
        tokenHash: hashSecret(secret),
        expiresAt,
      });
      const conferences = user.grants.map((grant) => grant.conferenceId);
      auditUser(tx, user.userId, ACCESS_ACTIONS.tokenCreated, conferences, { apiTokenId: id, scope });
      made = { id, secret };
      return { apiTokenId: id };
    });
    // What a request that came at the same time has answered is another token.
    return this.answer(user, apiTokenId, made?.id === apiTokenId ? made.secret : null);
  }

  private async answer(user: UserActor, id: string, secret: string | null) {
    const [row] = await this.database.read<ApiTokenRow>(user, READ_API_TOKEN, [id, user.userId]);
    if (row === undefined) throw new Error('A token vanished after its creation');
    return { apiToken: toApiToken(row), secret };
  }
}

/** A token must not outlive its revocation in tokens that it has made: people make them, signed in with a browser. */
function requirePerson(actor: Actor): UserActor {
  if (actor.kind === 'user' && actor.via === 'session') return actor;
  throw forbidden('Sign in with your browser to make a token: a token cannot make tokens.');
}

async function refuseHoard(tx: Transaction, user: UserActor): Promise<void> {
  const [row] = await tx.query<{ live: number }>(COUNT_API_TOKENS, [user.userId]);
  if ((row?.live ?? 0) >= MOST_API_TOKENS) {
    throw forbidden(`You have ${MOST_API_TOKENS} tokens; revoke one that you no longer use.`);
  }
}
