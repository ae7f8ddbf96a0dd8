import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { line, parseInput, Refusal } from '#libs/kernel';
import { type RateLimit, RateLimiter, SIGN_IN } from '#libs/access';
import { networkOf, UnitOfWork } from '#libs/platform';
import { keyOf, numberAsTyped } from '../domain/document-number.js';
import { isPrintedName } from '../domain/name-check.js';
import { type VerifiedDocument, Verification } from '../queries/verification.js';

const TEN_MINUTES = 600;
export const MOST_WRONG_NAMES = 10;

export const checkDocumentInput = z
  .object({
    address: z.string().max(200).nullish(),
    number: z.string().max(100).nullish(),
    name: line(300),
  })
  .refine(({ address, number }) => (address ?? '') !== '' || (number ?? '').trim() !== '', {
    message: 'Give the number of the document.',
    path: ['number'],
  });

/**
 * Whether a name stands on a document, for whoever holds it: by the address in its code, or by its number. A page that said "valid" alone
 * would vouch for every copy of the number on another name; one that showed the name would tell it.
 */
@Injectable()
export class CheckDocument {
  constructor(
    private readonly verification: Verification,
    private readonly unitOfWork: UnitOfWork,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * The document, where the name is on it; null for another name and for a number that is unknown, which are told alike. Refuses
   * INVALID_INPUT, and RATE_LIMITED after too many wrong ones, right or wrong.
   */
  async run(raw: unknown, clientAddress: string): Promise<VerifiedDocument | null> {
    const { address, number, name } = parseInput(checkDocumentInput, raw);
    const typed = numberAsTyped(number ?? '');
    const isAddressed = (address ?? '') !== '';
    const limits = limitsFor(isAddressed ? (address ?? '') : typed, clientAddress);
    const found = isAddressed
      ? [await this.verification.ofAddress(address ?? '')]
      : await this.verification.ofNumber(typed);
    const named = found.find((one) => one !== undefined && isPrintedName(name, one.names));
    // Counted before anything is said: of many tries at once no more are answered than of as many one by one.
    const isTooMany = await this.unitOfWork.run(SIGN_IN, async (tx) => {
      if (!(await this.limiter.hit(tx, limits))) return true;
      if (named !== undefined) await this.limiter.forgive(tx, limits);
      return false;
    });
    if (isTooMany)
      throw new Refusal(
        'RATE_LIMITED',
        'Too many names that are not on the document. Wait ten minutes, then try again.',
      );
    return named?.document ?? null;
  }
}

function limitsFor(document: string, clientAddress: string): RateLimit[] {
  const [key, client] = [keyOf(document), networkOf(clientAddress)];
  return [
    // Somebody who guesses whose a document is.
    { of: ['document-name', key, client], most: MOST_WRONG_NAMES, seconds: TEN_MINUTES },
    // Many clients against one document.
    { of: ['document-name-of', key], most: 100, seconds: TEN_MINUTES },
    // One client against many numbers; an office behind one address stays below.
    { of: ['document-name-from', client], most: 100, seconds: TEN_MINUTES },
  ];
}
