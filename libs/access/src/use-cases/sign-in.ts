import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS, Refusal } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { hashSecret, isSecretForm } from '../domain/secrets.js';
import { type RateLimit, RateLimiter } from '../persistence/rate-limiter.js';
import { openSession } from '../persistence/session.statements.js';

const SIGN_IN: Actor = { kind: 'sign-in' };

/** What a sign-in gives: the secret for the cookie, who it is, and where to go on to. */
export interface SignedIn {
  readonly secret: string;
  readonly actor: Actor;
  readonly next: string | null;
}

// Used up by the statement that finds it: of two that come at once the second finds nothing.
const USE_LINK = `UPDATE access.sign_in_link l SET used_at = clock_timestamp()
  FROM access.app_user u
  WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > clock_timestamp()
    AND u.id = l.user_id AND u.disabled_at IS NULL
  RETURNING l.user_id, l.next_path`;

/** Opens a session for whoever holds the secret of an unused sign-in link. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly limiter: RateLimiter,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /**
   * Refuses with LINK_INVALID (unknown, used, expired: the answer is the same) and RATE_LIMITED. `caller` is who the
   * browser was until now; that session ends.
   */
  async run(token: string, caller: Actor, clientAddress: string): Promise<SignedIn> {
    const limits: RateLimit[] = [{ of: ['sign-in', clientAddress], most: 50, seconds: 900 }];
    const previous = sessionOf(caller);
    const outcome = await this.unitOfWork.run(SIGN_IN, async (tx) => {
      if (await this.limiter.isSpent(tx, limits)) return 'RATE_LIMITED' as const;
      const [link] = isSecretForm(token)
        ? await tx.query<{ user_id: string; next_path: string | null }>(USE_LINK, [hashSecret(token)])
        : [];
      if (link !== undefined) {
        return { ...(await openSession(tx, link.user_id, previous)), next: link.next_path };
      }
      // Only failures count: an office that signs in in the morning behind one address is no attack.
      await this.limiter.hit(tx, limits);
      return 'LINK_INVALID' as const;
    });
    if (outcome === 'RATE_LIMITED') {
      throw new Refusal(
        'RATE_LIMITED',
        'Too many links that do not work were tried. Try again in 15 minutes.',
      );
    }
    if (outcome === 'LINK_INVALID') {
      throw new Refusal(
        'LINK_INVALID',
        'This link does not work any more: it was used, or it is older than 15 minutes. Ask for a new one.',
        ['input', 'token'],
      );
    }
    if (previous !== undefined) this.authenticator.forget(previous);
    return { ...outcome, actor: await this.authenticator.actorOfSession(outcome.secret) };
  }
}

/** The session that a caller came with. */
export const sessionOf = (caller: Actor = ANONYMOUS): string | undefined =>
  caller.kind === 'user' && caller.via === 'session' ? caller.credentialId : undefined;
