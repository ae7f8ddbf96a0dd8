import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS, type GrantFact, type UserActor } from '#libs/kernel';
import { Authenticator, type CredentialHeaders, Database, SessionCookie, UnitOfWork } from '#libs/platform';
import { CredentialCache } from './credential-cache.js';
import { hashSecret, isApiTokenForm, isSecretForm } from './domain/secrets.js';
import {
  FIND_OPENED_SESSION,
  FIND_SESSION,
  FIND_TOKEN,
  MARK_SESSION,
  MARK_TOKEN,
} from './persistence/credential.statements.js';

/** A revocation has to act everywhere within a second; the rest is for the request that is already under way. */
const MOST_AGE_MS = 900;
const MOST_REMEMBERED = 20_000;
const SIGN_IN: Actor = { kind: 'sign-in' };
const NOBODY: Promise<Actor> = Promise.resolve(ANONYMOUS);
const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

const KINDS = {
  session: { find: FIND_SESSION, mark: MARK_SESSION },
  token: { find: FIND_TOKEN, mark: MARK_TOKEN },
} as const;

interface CredentialRow {
  [column: string]: unknown;
  user_id: string;
  credential_id: string;
  can_write: boolean;
  is_mark_due: boolean;
  grants: GrantFact[];
  /** Null of a person. */
  system_of: string | null;
}

/**
 * Finds out who asks: by the bearer token, or else by the session cookie. On the path of every request, it costs a hash
 * and a look into memory, and once a second one round trip to the database with user, credential and grants together.
 */
@Injectable()
export class CredentialAuthenticator extends Authenticator {
  private readonly cache = new CredentialCache(MOST_AGE_MS, MOST_REMEMBERED);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly cookie: SessionCookie,
  ) {
    super();
  }

  authenticate(headers: CredentialHeaders): Promise<Actor> {
    if (headers.authorization !== undefined) {
      const token = BEARER.exec(headers.authorization)?.[1];
      return token !== undefined && isApiTokenForm(token) ? this.remembered('token', token) : NOBODY;
    }
    const secret = this.cookie.read(headers.cookie);
    return secret !== undefined && isSecretForm(secret) ? this.remembered('session', secret) : NOBODY;
  }

  /** The user of a session that was opened or renewed just now. */
  async actorOfSession(id: string): Promise<Actor> {
    return this.lookUp('session', FIND_OPENED_SESSION, id);
  }

  /** After a session or token was ended here, or got another secret: what this process knew of it is gone. */
  forget(credentialId: string): void {
    this.cache.forget(credentialId);
  }

  private remembered(via: UserActor['via'], secret: string): Promise<Actor> {
    const hash = hashSecret(secret);
    return this.cache.get(hash, () => this.lookUp(via, KINDS[via].find, hash));
  }

  private async lookUp(via: UserActor['via'], find: string, value: string): Promise<Actor> {
    const [row] = await this.database.read<CredentialRow>(SIGN_IN, find, [value]);
    if (row === undefined) return ANONYMOUS;
    if (row.is_mark_due) void this.mark(via, row.credential_id);
    return {
      kind: 'user',
      userId: row.user_id,
      grants: row.grants,
      canWrite: row.can_write,
      via,
      credentialId: row.credential_id,
      ...(row.system_of !== null && { systemOf: row.system_of }),
    };
  }

  /** Notes the use, beside the request; a note that is lost is made at the next one. */
  private async mark(via: UserActor['via'], credentialId: string): Promise<void> {
    try {
      await this.unitOfWork.run(SIGN_IN, async (tx) => {
        await tx.execute(KINDS[via].mark, [credentialId]);
      });
    } catch {
      // The database is away or closing: the request itself will tell.
    }
  }
}
