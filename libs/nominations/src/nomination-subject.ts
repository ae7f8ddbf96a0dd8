import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import {
  type Passage,
  ReviewDesk,
  type ReviewSubject,
  ReviewSubjects,
  type SubjectLine,
} from '#libs/approvals';
import { NOMINATION_SUBJECT } from './domain/nomination.js';
import { nominationLifecycle } from './domain/nomination.lifecycle.js';
import { loadNomination } from './persistence/nomination-record.js';
import { Lapse } from './use-cases/lapse.js';

const LINE = `SELECT n.reference, p.name AS "personName" FROM nominations.nomination n
  JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1`;

/** Nominations, as approvals know them. */
@Injectable()
export class NominationSubject implements ReviewSubject, OnModuleInit {
  readonly type = NOMINATION_SUBJECT;

  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly desk: ReviewDesk,
    private readonly lapsing: Lapse,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async line(tx: Transaction, nominationId: string): Promise<SubjectLine | undefined> {
    const [row] = await tx.query<SubjectLine & Record<string, unknown>>(LINE, [nominationId]);
    return row;
  }

  async lapse(tx: Transaction, { reviewId, subjectId }: Passage): Promise<void> {
    const nomination = await loadNomination(tx, this.desk, subjectId);
    if (nomination === undefined || nomination.review?.id !== reviewId) return;
    if (nominationLifecycle.next(nomination.state, 'LAPSE') === undefined) return;
    this.desk.close(tx, subjectId, 'LAPSED');
    await this.lapsing.run(tx, { ...nomination, personName: nomination.person.name }, 'UNDECIDED');
  }
}
