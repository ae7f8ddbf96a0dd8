import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { ReviewDesk, type ReviewSubject, ReviewSubjects, type SubjectLine } from '#libs/approvals';
import { NOMINATION_SUBJECT } from './domain/nomination.js';
import { NominationReleases } from './nomination-releases.js';
import { loadNomination, type NominationRecord } from './persistence/nomination-record.js';
import { beginReview } from './use-cases/begin-review.js';
import { Lapse } from './use-cases/lapse.js';

const LINE = `SELECT n.reference, p.name AS "personName" FROM nominations.nomination n
  JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1`;

/** Nominations, as approvals know them. */
@Injectable()
export class NominationSubject implements ReviewSubject<NominationRecord>, OnModuleInit {
  readonly type = NOMINATION_SUBJECT;
  readonly actions = {
    signedOff: 'nomination.signed-off',
    decided: 'nomination.decided',
    released: {
      APPROVE: 'nomination.approved',
      RESERVE: 'nomination.reserved',
      REJECT: 'nomination.rejected',
    },
  };

  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly desk: ReviewDesk,
    readonly releases: NominationReleases,
    private readonly lapsing: Lapse,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async line(tx: Transaction, nominationId: string): Promise<SubjectLine | undefined> {
    const [row] = await tx.query<SubjectLine & Record<string, unknown>>(LINE, [nominationId]);
    return row;
  }

  load(tx: Transaction, nominationId: string): Promise<NominationRecord | undefined> {
    return loadNomination(tx, this.desk, nominationId);
  }

  recommended(tx: Transaction, nomination: NominationRecord): void {
    beginReview(tx, nomination);
  }

  /** Of the decision nothing is seen outside the host before its release. */
  signedOff(tx: Transaction, nomination: NominationRecord): void {
    beginReview(tx, nomination);
  }

  async lapsed(tx: Transaction, nomination: NominationRecord): Promise<void> {
    await this.lapsing.run(tx, { ...nomination, personName: nomination.person.name }, 'UNDECIDED');
  }
}
