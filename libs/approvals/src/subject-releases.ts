import { type Transaction } from '#libs/platform';
import { type ReleasedBatch, type ReleasedDecision } from './domain/released-batch.js';

/** Which decisions are to go out. */
export interface ReleaseSearch {
  readonly conferenceId: string;
  /** Null: whatever waits, the oldest first. */
  readonly subjectIds: readonly string[] | null;
  readonly most: number;
}

/** A decided subject, as far as every release looks at it. */
export interface DecidedSubject {
  readonly id: string;
  readonly version: number;
  readonly bodyId: string;
}

/** A decision with its subject. */
export interface Decided<Subject extends DecidedSubject = DecidedSubject> {
  readonly subject: Subject;
  readonly decision: Omit<ReleasedDecision, 'subjectId'>;
}

/** All that follows from a release, before any of it is written. */
export interface ReleasePlan {
  /** Each consequence, and each message with its reader, in a line: with other lines it is another release. */
  readonly lines: readonly string[];
  /** Whether nothing else follows that was found too late to be locked, and so stands in nobody's preview. */
  readonly isWhole: boolean;
}

/** One release under way: its batch is numbered and its decisions are out, what follows is planned. */
export interface Release<Subject extends DecidedSubject, Plan extends ReleasePlan> {
  readonly conferenceId: string;
  readonly batch: ReleasedBatch;
  readonly released: readonly Decided<Subject>[];
  readonly plan: Plan;
}

/** How decisions on subjects of one type are let out. All of it acts on a whole batch at once. */
export interface SubjectReleases<
  Subject extends DecidedSubject = DecidedSubject,
  Plan extends ReleasePlan = ReleasePlan,
  Waiting extends Subject = Subject,
> {
  /**
   * What a release would let go now, in the order of the subjects' ids. Nothing is locked. `seen`: whatever is decided, with what would
   * be held back.
   */
  waiting(
    reads: Pick<Transaction, 'query'>,
    search: ReleaseSearch,
  ): Promise<{ readonly seen: readonly string[]; readonly decided: readonly Decided<Waiting>[] }>;
  /**
   * Locks decided subjects in the order of their ids, as every writer does. `seen`: what seemed decided without a lock; whether it
   * is, is looked at with the locks in hand, and so is what is held back. Refuses NOTHING_TO_RELEASE where all of it is.
   */
  lock(
    tx: Transaction,
    search: ReleaseSearch,
  ): Promise<{ readonly seen: readonly string[]; readonly locked: readonly string[] }>;
  /** What is locked, as it is now. */
  load(tx: Transaction, ids: readonly string[]): Promise<readonly Subject[]>;
  /** What would follow, for a preview; also of nothing. */
  plan(
    reads: Pick<Transaction, 'query'>,
    conferenceId: string,
    decided: readonly Decided<Subject>[],
  ): Promise<Plan>;
  /** The same with everything locked that changes by it. */
  lockPlan(tx: Transaction, conferenceId: string, decided: readonly Decided<Subject>[]): Promise<Plan>;
  /** What follows: states, places, invitations, notices. */
  write(tx: Transaction, release: Release<Subject, Plan>): Promise<void>;
  /** What the trail and whoever watches are told beside the decisions, whose entries are there by then. */
  tell(tx: Transaction, release: Release<Subject, Plan>): void;
}
