import { type Answer } from './answer.js';
import { TEST_KIND } from './delivery.js';
import { retryAfterMs } from './retry-after.js';
import { pauseAfter } from './retry-pauses.js';

const GONE = 410;

/** What becomes of a delivery after an attempt. */
export type Outcome =
  | { readonly kind: 'DELIVERED' }
  /** So many milliseconds from now. */
  | { readonly kind: 'AGAIN'; readonly waitMs: number }
  /** `isGone`: the receiver says that it is not there any more. */
  | { readonly kind: 'FAILED'; readonly isGone: boolean };

/**
 * @param attempt which one it was, from 1
 * @param chance 0 to 1, so that many do not come back at once
 */
export function outcomeOf(
  answer: Answer,
  delivery: { readonly kind: string; readonly attempt: number },
  { chance, now }: { readonly chance: number; readonly now: Date },
): Outcome {
  const isAnswered = answer.kind === 'answered';
  if (isAnswered && answer.status >= 200 && answer.status < 300) return { kind: 'DELIVERED' };
  // Somebody waits for what a test says; it is not tried again, and ends nothing.
  if (delivery.kind === TEST_KIND) return { kind: 'FAILED', isGone: false };
  if (isAnswered && answer.status === GONE) return { kind: 'FAILED', isGone: true };
  const pause = pauseAfter(delivery.attempt, chance);
  if (pause === undefined) return { kind: 'FAILED', isGone: false };
  const asked = isAnswered ? retryAfterMs(answer.retryAfter, now) : 0;
  return { kind: 'AGAIN', waitMs: Math.max(pause, asked) };
}
