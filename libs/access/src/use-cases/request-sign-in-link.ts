import { Injectable } from '@nestjs/common';
import { type Actor, emailAddress, foldEmail, newId, parseInput, Refusal } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { z } from 'zod';
import { isLocalPath } from '../domain/local-path.js';
import { sendSignInLink } from '../access.jobs.js';
import { type RateLimit, RateLimiter } from '../persistence/rate-limiter.js';

const SIGN_IN: Actor = { kind: 'sign-in' };
const QUARTER_HOUR = 900;

const input = z.object({
  email: emailAddress,
  next: z
    .string()
    .refine(isLocalPath, 'Give a path on this site, like /nominations.')
    .nullish()
    .transform((path) => path ?? null),
});

const INSERT_REQUEST = `INSERT INTO access.sign_in_request (id, email_fold, next_path) VALUES ($1, $2, $3)`;

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
    private readonly unitOfWork: UnitOfWork,
    private readonly limiter: RateLimiter,
  ) {}

  /** Refuses with INVALID_INPUT and RATE_LIMITED. */
  async run(
    request: { readonly email: string; readonly next?: string | null },
    clientAddress: string,
  ): Promise<void> {
    const { email, next } = parseInput(input, request);
    const fold = foldEmail(email);
    const isTaken = await this.unitOfWork.run(SIGN_IN, async (tx) => {
      if (!(await this.limiter.hit(tx, limitsFor(fold, clientAddress)))) return false;
      const requestId = newId();
      tx.write(INSERT_REQUEST, [requestId, fold, next]);
      tx.enqueue(sendSignInLink, { requestId });
      return true;
    });
    // Thrown after the commit: the counters stay.
    if (!isTaken) {
      throw new Refusal(
        'RATE_LIMITED',
        'Too many links were asked for. Use the newest one in your mailbox, or try again in 15 minutes.',
      );
    }
  }
}

function limitsFor(emailFold: string, clientAddress: string): RateLimit[] {
  return [
    // One person in a hurry.
    { of: ['sign-in-link', emailFold, clientAddress], most: 5, seconds: QUARTER_HOUR },
    // Many clients against one mailbox.
    { of: ['sign-in-link-to', emailFold], most: 10, seconds: QUARTER_HOUR },
    // One client against many addresses; an office behind one address stays below.
    { of: ['sign-in-link-from', clientAddress], most: 100, seconds: QUARTER_HOUR },
  ];
}
