const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How failures of one sort are met. Times in milliseconds. */
interface Patience {
  /** Wait after the first failure; doubles with each up to `mostWaitMs`. */
  readonly firstWaitMs: number;
  readonly mostWaitMs: number;
  /** Since the trouble began; after that the message has failed. */
  readonly giveUpMs: number;
}

export interface DeliveryPolicy {
  /** The mail server asked to try later (4xx): after 4 hours a person must know (as GOV.UK Notify does). */
  readonly deferred: Patience;
  /** The mail server cannot be reached or refuses us, whoever the recipient: its keepers may need a day. */
  readonly unreachable: Patience;
  /** An attempt ended without an answer: soon asked about, and not for long without knowing. */
  readonly inDoubt: Patience;
}

export const DELIVERY_POLICY: DeliveryPolicy = {
  deferred: { firstWaitMs: 30_000, mostWaitMs: 15 * MINUTE, giveUpMs: 4 * HOUR },
  unreachable: { firstWaitMs: 5_000, mostWaitMs: 5 * MINUTE, giveUpMs: 24 * HOUR },
  inDoubt: { firstWaitMs: 2_000, mostWaitMs: 5 * MINUTE, giveUpMs: 4 * HOUR },
};

/** Milliseconds until the next attempt after so many bad ones: exponential, of which a random half is taken off. */
export function waitMs(patience: Patience, failures: number, random: () => number = Math.random): number {
  const full = Math.min(
    patience.mostWaitMs,
    patience.firstWaitMs * 2 ** Math.min(Math.max(failures - 1, 0), 30),
  );
  return Math.round(full / 2 + (full / 2) * random());
}

/**
 * Sendings without an answer that one message may have where the mail server cannot be asked: a server that takes the text
 * and drops the line would otherwise hand out a copy at every try.
 */
export const MOST_DOUBTS = 2;
