import { Injectable } from '@nestjs/common';
import { type Actor, Refusal } from '#libs/kernel';
import { networkOf, type Transaction } from '#libs/platform';
import { hashSecret, isSecretForm } from '../domain/secrets.js';
import { type RateLimit, RateLimiter } from '../persistence/rate-limiter.js';
import { RENEW_BY_LINK } from '../persistence/session.statements.js';
import { SessionOpener, type SignedIn } from './session-opener.js';

// Used up by the statement that finds it: of two that come at once the second finds nothing.
const USE_LINK = `UPDATE access.sign_in_link l SET used_at = clock_timestamp()
  FROM access.app_user u
  WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > clock_timestamp()
    AND u.id = l.user_id AND u.disabled_at IS NULL
  RETURNING l.user_id, l.next_path`;

const linkInvalid = () =>
  new Refusal(
    'LINK_INVALID',
    'This link does not work any more: it was used, or it is older than 15 minutes. Ask for a new one.',
    ['input', 'token'],
  );

/** Opens a session for whoever holds the secret of an unused sign-in link. */
@Injectable()
export class SignIn {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly sessions: SessionOpener,
  ) {}

  /**
   * Refuses with LINK_INVALID (unknown, used, expired: the answer is the same), RATE_LIMITED, INVALID_INPUT and
   * IDEMPOTENCY_KEY_REUSED. `caller` is who the browser was until now; that session ends.
   */
  async run(
    { idempotencyKey: key, token }: { readonly idempotencyKey: string; readonly token: string },
    caller: Actor,
    clientAddress: string,
  ): Promise<SignedIn> {
    const linkHash = hashSecret(token);
    return this.sessions.run({
      operation: 'signIn',
      key,
      request: [linkHash],
      caller,
      admit: async (tx) => this.useLink(tx, isSecretForm(token) ? linkHash : undefined, clientAddress),
      renewal: { statement: RENEW_BY_LINK, values: [linkHash] },
      over: linkInvalid,
    });
  }

  private async useLink(tx: Transaction, linkHash: string | undefined, clientAddress: string) {
    const limits: RateLimit[] = [{ of: ['sign-in', networkOf(clientAddress)], most: 50, seconds: 900 }];
    if (await this.limiter.isSpent(tx, limits)) {
      return new Refusal(
        'RATE_LIMITED',
        'Too many links that do not work were tried. Try again in 15 minutes.',
      );
    }
    const [link] =
      linkHash === undefined
        ? []
        : await tx.query<{ user_id: string; next_path: string | null }>(USE_LINK, [linkHash]);
    if (link !== undefined) return { userId: link.user_id, next: link.next_path };
    // Only failures count: an office that signs in in the morning behind one address is no attack.
    await this.limiter.hit(tx, limits);
    return linkInvalid();
  }
}
