import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type Outcome } from './domain/outcome.js';
import { type Review } from './domain/review.js';
import { type SubjectReleases } from './subject-releases.js';

/** How the host is told of a subject. */
export interface SubjectLine {
  readonly personName: string;
  /** What people say on the telephone. */
  readonly reference: string;
}

/** A subject as its own context has loaded and locked it. */
export interface LoadedSubject {
  readonly id: string;
  readonly conferenceId: string;
  /** Whether its conference lets each decision out at once. */
  readonly releasesAtOnce: boolean;
  /** The open review, locked behind the subject; undefined where there is none in the caller's sight. */
  readonly review: Review | undefined;
}

/** What the audit trail calls the acts of approvals on a subject: `nomination.decided`. */
export interface SubjectActions {
  /** A sign-off that leaves the decision to others. */
  readonly signedOff: string;
  readonly decided: string;
  readonly released: Readonly<Record<Outcome, string>>;
}

/** A type of things that a conference approves, as its own context knows it. Each call is inside the caller's transaction. */
export interface ReviewSubject<Loaded extends LoadedSubject = LoadedSubject> {
  /** As its reviews name it, and the word for one in refusals: `nomination`. */
  readonly type: string;
  readonly actions: SubjectActions;
  /** How decisions on it are let out, and what follows from a release. */
  readonly releases: SubjectReleases;
  /** Undefined where there is no such subject any more. */
  line(tx: Transaction, subjectId: string): Promise<SubjectLine | undefined>;
  /** Locks the subject and then its review, on nobody's behalf. Undefined where there is no such subject any more. */
  load(tx: Transaction, subjectId: string): Promise<Loaded | undefined>;
  /** What follows when an officer has recommended, before the trail tells of it. */
  recommended(tx: Transaction, subject: Loaded): void;
  /** What follows when an approver has signed off, before the trail tells of it; the decision may stand by then or not. */
  signedOff(tx: Transaction, subject: Loaded): void;
  /** What follows when nobody has decided in time: the review is closed by then. */
  lapsed(tx: Transaction, subject: Loaded): Promise<void>;
}

/** What is approved: the contexts that own subjects register their types here at boot, so that nobody imports them. */
@Injectable()
export class ReviewSubjects {
  private readonly subjects = new Map<string, ReviewSubject>();

  register<Loaded extends LoadedSubject>(subject: ReviewSubject<Loaded>): void {
    if (this.subjects.has(subject.type))
      throw new Error(`Two contexts have subjects of type ${subject.type}`);
    this.subjects.set(subject.type, subject);
  }

  /** @throws a fault where the process lacks the context of this type. */
  of(type: string): ReviewSubject {
    const subject = this.subjects.get(type);
    if (subject === undefined) throw new Error(`Nobody has subjects of type ${type}; see ReviewSubjects`);
    return subject;
  }
}
