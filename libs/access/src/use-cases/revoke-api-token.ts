import { Injectable } from '@nestjs/common';
import { type Actor, forbidden, isId, notFound, type UserActor } from '#libs/kernel';
import { Commands, sightOf, type Transaction } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { type ApiToken } from '../domain/api-token.js';
import {
  type ApiTokenRow,
  READ_API_TOKENS,
  REVOKE_API_TOKEN,
  toApiToken,
} from '../persistence/api-token.statements.js';
import { auditUser } from '../persistence/session.statements.js';
import { mayRevoke } from '../policies/api-token.policy.js';
import { ApiTokens, type ApiTokenView } from '../queries/api-tokens.js';
import { auditBodyToken, bodyOf } from './body-tokens.js';

/** Ends an API token of the caller or of their body; here at once, in other processes within a second. Revoking twice is no mistake. */
@Injectable()
export class RevokeApiToken {
  constructor(
    private readonly commands: Commands,
    private readonly tokens: ApiTokens,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /** Refuses with NOT_FOUND (unknown, or out of sight), FORBIDDEN and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: Actor, id: string, request: { readonly idempotencyKey: string }): Promise<ApiTokenView> {
    if (actor.kind !== 'user' || !isId(id)) throw notFound('token');
    const command = { operation: 'revokeApiToken', key: request.idempotencyKey, request: { id } };
    await this.commands.run(actor, command, async (tx) => {
      const [row] = await tx.query<ApiTokenRow>(READ_API_TOKENS, [[id], actor.userId, ...sightOf(actor)]);
      if (row === undefined) throw notFound('token');
      const token = toApiToken(row);
      if (!mayRevoke(actor, token))
        throw forbidden('Only a coordinator of the body or an administrator revokes its tokens.');
      if ((await tx.execute(REVOKE_API_TOKEN, [id])) === 1) auditRevocation(tx, actor, token);
      return { apiTokenId: id };
    });
    this.authenticator.forget(id);
    const token = await this.tokens.one(actor, id);
    if (token === null) throw notFound('token');
    return token;
  }
}

function auditRevocation(tx: Transaction, actor: UserActor, token: ApiToken): void {
  const { id } = token;
  const of = bodyOf(token);
  if (of !== null) {
    auditBodyToken(tx, ACCESS_ACTIONS.tokenRevoked, { ...of, id });
    return;
  }
  const conferences = actor.grants.map((grant) => grant.conferenceId);
  auditUser(tx, actor.userId, ACCESS_ACTIONS.tokenRevoked, conferences, { apiTokenId: id });
}
