import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { invitedTwice, type SamePair } from '../domain/same-people.js';
import { LOCK_INVITING, SAME_PAIRS } from '../persistence/same-people.statements.js';

type Reads = Pick<Transaction, 'query'>;

interface PairRow extends SamePair, Record<string, unknown> {
  readonly firstReference: string;
  readonly secondReference: string;
  readonly isFirstExpected: boolean;
  readonly isSecondExpected: boolean;
}

/**
 * Nobody is invited twice: of the nominations that the host has judged to be of one person, one lets them be invited. The others
 * wait, decided as they are, until the host says otherwise of them or of the pair.
 */
@Injectable()
export class SamePeople {
  /** Of nominations that are to invite, in their order, those that would do so a second time, each with the reference of the other. */
  async heldBack(
    reads: Reads,
    conferenceId: string,
    inviting: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    return inviting.length === 0 ? new Map() : heldBackBy(await pairsOf(reads, conferenceId), inviting);
  }

  /**
   * The same for a transaction that lets them be invited: whoever lets another nomination of one of these people go at the same time
   * waits for its commit, or is waited for.
   */
  async lockHeldBack(
    tx: Transaction,
    conferenceId: string,
    inviting: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (inviting.length === 0) return new Map();
    // Both go down the connection at once; the second sees what was committed while the first waited.
    const [, held] = await Promise.all([
      this.lock(tx, conferenceId),
      this.heldBack(tx, conferenceId, inviting),
    ]);
    return held;
  }

  /** Before it is looked who is invited by another nomination: nobody else is until the commit. */
  async lock(tx: Transaction, conferenceId: string): Promise<void> {
    await tx.query(LOCK_INVITING, [conferenceId]);
  }
}

const pairsOf = (reads: Reads, conferenceId: string): Promise<PairRow[]> =>
  reads.query<PairRow>(SAME_PAIRS, [conferenceId]);

function heldBackBy(pairs: readonly PairRow[], inviting: readonly string[]): ReadonlyMap<string, string> {
  const sides = pairs.flatMap((pair) => [
    { id: pair.firstId, reference: pair.firstReference, isExpected: pair.isFirstExpected },
    { id: pair.secondId, reference: pair.secondReference, isExpected: pair.isSecondExpected },
  ]);
  const references = new Map(sides.map(({ id, reference }) => [id, reference]));
  const expected = sides.filter(({ isExpected }) => isExpected).map(({ id }) => id);
  const twice = invitedTwice(pairs, expected, inviting);
  return new Map([...twice].map(([id, other]) => [id, references.get(other) ?? '']));
}
