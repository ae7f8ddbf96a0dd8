import { Injectable } from '@nestjs/common';
import { type Actor, isId, notFound } from '#libs/kernel';
import { Commands, Database } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { type ApiToken } from '../domain/api-token.js';
import {
  type ApiTokenRow,
  READ_API_TOKEN,
  REVOKE_API_TOKEN,
  toApiToken,
} from '../persistence/api-token.statements.js';
import { auditUser } from '../persistence/session.statements.js';

/** Ends one of the caller's own API tokens; here at once, in other processes within a second. Revoking twice is no mistake. */
@Injectable()
export class RevokeApiToken {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /** Refuses with NOT_FOUND (unknown, or somebody else's) and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: Actor, id: string, request: { readonly idempotencyKey: string }): Promise<ApiToken> {
    if (actor.kind !== 'user' || !isId(id)) throw notFound('token');
    const command = { operation: 'revokeApiToken', key: request.idempotencyKey, request: { id } };
    await this.commands.run(actor, command, async (tx) => {
      if ((await tx.execute(REVOKE_API_TOKEN, [id, actor.userId])) !== 1) throw notFound('token');
      const conferences = actor.grants.map((grant) => grant.conferenceId);
      auditUser(tx, actor.userId, ACCESS_ACTIONS.tokenRevoked, conferences, { apiTokenId: id });
      return { apiTokenId: id };
    });
    this.authenticator.forget(id);
    const [row] = await this.database.read<ApiTokenRow>(actor, READ_API_TOKEN, [id, actor.userId]);
    if (row === undefined) throw notFound('token');
    return toApiToken(row);
  }
}
