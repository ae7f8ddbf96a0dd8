import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { emailFold } from '../domain/folding.js';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type FirstNomination, LIVING_STATES } from '../domain/second-nomination.js';
import {
  KEEP_SECOND_REASON,
  LOCK_ADDRESS,
  OTHERS_OF_ADDRESS,
} from '../persistence/second-nomination.statements.js';

/** Whose address it is, and which nomination is not looked at: the one that is written. */
export interface Nominee {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly email: string | null | undefined;
  readonly exceptId?: string;
}

interface OtherRow extends Record<string, unknown>, FirstNomination {
  readonly state: string;
}

/** A draft claims nothing yet: of two, whichever is submitted first is the first. */
const CLAIMED = LIVING_STATES.filter((state) => state !== 'DRAFT');

/**
 * Finds whom a body has nominated already. Addresses are compared as they are folded, within the body. Of those who write one
 * address at the same time each waits for the one before, to the end of its transaction: locks are taken in the order
 * nomination, address, quota.
 */
@Injectable()
export class SecondNominations {
  constructor(private readonly invitations: Invitations) {}

  /** The living nomination beside which an address is written; undefined where there is none, or no address. */
  firstBeside(tx: Transaction, nominee: Nominee): Promise<FirstNomination | undefined> {
    return this.find(tx, nominee, { states: LIVING_STATES, withMeantSeconds: true });
  }

  /** The living nomination beside which one is submitted. Those that were meant as a second of this one are none. */
  firstBeforeSubmission(tx: Transaction, nominee: Nominee): Promise<FirstNomination | undefined> {
    return this.find(tx, nominee, { states: CLAIMED, withMeantSeconds: false });
  }

  private async find(
    tx: Transaction,
    { conferenceId, bodyId, email, exceptId }: Nominee,
    which: { readonly states: readonly string[]; readonly withMeantSeconds: boolean },
  ): Promise<FirstNomination | undefined> {
    const fold = emailFold(email);
    if (fold === null) return undefined;
    // Both go down the connection at once; the second sees what was committed while the first waited.
    const [, others] = await Promise.all([
      tx.query(LOCK_ADDRESS, [bodyId, fold]),
      tx.query<OtherRow>(OTHERS_OF_ADDRESS, [
        conferenceId,
        bodyId,
        fold,
        exceptId ?? null,
        which.states,
        which.withMeantSeconds,
      ]),
    ]);
    const approved = others.filter(({ state }) => state === 'APPROVED').map(({ id }) => id);
    const ended = approved.length === 0 ? [] : await this.invitations.ended(tx, NOMINATION_SUBJECT, approved);
    return others.find(({ id }) => !ended.includes(id));
  }
}

/** Keeps why a nomination is a second one, for the host to read; null where it is none by now. */
export function keepSecondReason(tx: Transaction, id: string, reason: string | null): void {
  tx.write(KEEP_SECOND_REASON, [id, reason]);
}

/** Tells of a second one that was meant; the reason stays erasable. */
export function tellOfSecond(
  tx: Transaction,
  {
    id,
    conferenceId,
    bodyId,
  }: { readonly id: string; readonly conferenceId: string; readonly bodyId: string },
  reason: string | null,
): void {
  if (reason === null) return;
  tx.audit({
    conferenceId,
    bodyId,
    action: 'nomination.second-allowed',
    subjectType: NOMINATION_SUBJECT,
    subjectId: id,
    remark: reason,
  });
}
