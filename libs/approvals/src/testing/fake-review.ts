import { newId, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { FakeTransaction } from '#libs/testing';
import { type Review } from '../domain/review.js';
import { type StandingSignOff } from '../domain/sign-offs.js';
import { MOVE_STAGE, VOID_SIGN_OFFS } from '../persistence/review.statements.js';
import { DECISION, STEP } from '../persistence/review.table.js';
import { sampleReview } from './fake-desk.js';

type Row = Readonly<Record<string, unknown>>;

/** A review without a database that remembers what the desk writes: what is said of it next is said of how it stands by then. */
export class FakeReview {
  review: Review;
  /** Decisions that stand. */
  decisions: Row[] = [];

  constructor(more: Partial<Review> = {}) {
    this.review = sampleReview(more);
  }

  /** An act in a transaction of this person; what is refused leaves nothing. */
  act<T>(work: (tx: Transaction, review: Review) => T, actor: UserActor): T {
    const tx = new FakeTransaction(actor, new Map());
    const answer = work(tx.asTransaction, this.review);
    for (const { what, values } of tx.written) this.keep(what, values);
    return answer;
  }

  private keep(what: string, values: unknown): void {
    const { signOffs } = this.review;
    if (what === STEP.name) {
      const row = values as Row;
      this.with({
        signOffs:
          'voidedAt' in row
            ? signOffs.filter(({ stepId }) => stepId !== row.id)
            : [...signOffs, ...toSignOff(row)],
      });
    } else if (what === DECISION.name) this.decisions.push(values as Row);
    else if (what === MOVE_STAGE) {
      const [, stage, , , recommendedBy] = values as [string, Review['stage'], null, null, string[]];
      this.with({ stage, recommendedBy });
    } else if (what === VOID_SIGN_OFFS) {
      this.decisions = [];
      this.with({ stage: 'SIGN_OFF', signOffs: signOffs.filter(({ kind }) => kind !== 'SIGN_OFF') });
    } else throw new Error(`A review does not know what this does: ${what}`);
  }

  private with(change: Partial<Review>): void {
    this.review = { ...this.review, ...change };
  }
}

const toSignOff = ({ kind, id = newId(), byUser, onBehalfOf, ...row }: Row): StandingSignOff[] =>
  kind === 'RECOMMEND' || kind === 'SIGN_OFF'
    ? [{ ...row, kind, stepId: id, byId: byUser, onBehalfOfId: onBehalfOf } as unknown as StandingSignOff]
    : [];
