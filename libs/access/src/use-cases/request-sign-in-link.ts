import { Injectable } from '@nestjs/common';
import { emailAddress, foldEmail, newId, parseInput, Refusal } from '#libs/kernel';
import { Commands, networkOf } from '#libs/platform';
import { z } from 'zod';
import { AccessOptions } from '../access-options.js';
import { isLocalPath } from '../domain/local-path.js';
import { keyedHash } from '../domain/secrets.js';
import { sendSignInLink } from '../access.jobs.js';
import { SIGN_IN_REQUEST } from '../persistence/access.table.js';
import { type RateLimit, RateLimiter } from '../persistence/rate-limiter.js';
import { SIGN_IN } from './session-opener.js';

const OPERATION = 'requestSignInLink';
const QUARTER_HOUR = 900;

const input = z.object({
  email: emailAddress,
  next: z
    .string()
    .refine(isLocalPath, 'Give a path on this site, like /nominations.')
    .nullish()
    .transform((path) => path ?? null),
});

/**
 * Takes the wish for a sign-in link. Whether anybody has this address is not looked at here: known and unknown addresses
 * cost the same statements and get the same answer, and the worker does the rest.
 *
 * Nobody can be locked out by others' requests: when an address has had its links for this quarter of an hour, links
 * that are still good lie in its mailbox.
 */
@Injectable()
export class RequestSignInLink {
  constructor(
    private readonly commands: Commands,
    private readonly limiter: RateLimiter,
    private readonly options: AccessOptions,
  ) {}

  /**
   * Refuses with INVALID_INPUT, IDEMPOTENCY_KEY_REUSED and RATE_LIMITED; what was one too many may be asked again later
   * under the same key. A repeated request sends no second mail and counts at no limit; a client that wants another link,
   * because the first is over, takes another key.
   */
  async run(
    {
      idempotencyKey: key,
      ...request
    }: { readonly idempotencyKey: string; readonly email: string; readonly next?: string | null },
    clientAddress: string,
  ): Promise<void> {
    const { email, next } = parseInput(input, request);
    const fold = foldEmail(email);
    const asked = keyedHash(this.options.values.secret, OPERATION, [fold, next]);
    await this.commands.run(SIGN_IN, { operation: OPERATION, key, request: asked }, async (tx) => {
      if (!(await this.limiter.hit(tx, limitsFor(fold, clientAddress)))) {
        // Returned, so that the counters stay.
        return new Refusal(
          'RATE_LIMITED',
          'Too many links were asked for. Use the newest one in your mailbox, or try again in 15 minutes.',
        );
      }
      const requestId = newId();
      tx.insert(SIGN_IN_REQUEST, { id: requestId, emailFold: fold, nextPath: next });
      tx.enqueue(sendSignInLink, { requestId });
      return { isAccepted: true };
    });
  }
}

function limitsFor(emailFold: string, clientAddress: string): RateLimit[] {
  const client = networkOf(clientAddress);
  return [
    // One person in a hurry.
    { of: ['sign-in-link', emailFold, client], most: 5, seconds: QUARTER_HOUR },
    // Many clients against one mailbox.
    { of: ['sign-in-link-to', emailFold], most: 10, seconds: QUARTER_HOUR },
    // One client against many addresses; an office behind one address stays below.
    { of: ['sign-in-link-from', client], most: 100, seconds: QUARTER_HOUR },
  ];
}
