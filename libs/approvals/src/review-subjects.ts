import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';

/** How the host is told of a subject. */
export interface SubjectLine {
  readonly personName: string;
  /** What people say on the telephone. */
  readonly reference: string;
}

/** One passage of a subject through its review. */
export interface Passage {
  readonly reviewId: string;
  readonly subjectId: string;
}

/** A type of things that a conference approves, as its own context knows it. Each call is inside the caller's transaction. */
export interface ReviewSubject {
  /** As its reviews name it, and the word for one in refusals: `nomination`. */
  readonly type: string;
  /** Undefined where there is no such subject any more. */
  line(tx: Transaction, subjectId: string): Promise<SubjectLine | undefined>;
  /** Nobody has decided in time. Locks the subject, then its review; one that has moved on since is left alone. */
  lapse(tx: Transaction, passage: Passage): Promise<void>;
}

/** What is approved: the contexts that own subjects register their types here at boot, so that nobody imports them. */
@Injectable()
export class ReviewSubjects {
  private readonly subjects = new Map<string, ReviewSubject>();

  register(subject: ReviewSubject): void {
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
