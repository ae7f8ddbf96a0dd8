import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type ApprovalPlan, ReviewDesk } from '#libs/approvals';
import { showAttachments } from '#libs/attachments';
import { moveQuota } from '#libs/places';
import { screen } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { PASS_PLACE } from '../persistence/nomination.statements.js';

/** A nomination in the moment in which it becomes SUBMITTED. */
export interface Submitted {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  /** After the act. */
  readonly version: number;
  readonly plan: ApprovalPlan;
  readonly createdBy: string;
  readonly lastEditedBy: string;
  /** A nomination that was returned has kept its place and is submitted again. */
  readonly isAgain: boolean;
  /** Whose place it takes; left out where it takes one of its own. */
  readonly supersedes?: string;
  /** To the host's question. */
  readonly answer: string | null;
}

/** What follows from a submission, whichever act makes it: the hold, the review, the screening, and word of it. */
@Injectable()
export class Submission {
  constructor(private readonly desk: ReviewDesk) {}

  begin(tx: Transaction, nomination: Submitted): void {
    const { id, conferenceId, bodyId, constituencyId, version, isAgain, supersedes, answer } = nomination;
    if (supersedes !== undefined) tx.writeLast(PASS_PLACE, [supersedes, newId(), id, newId()]);
    else if (!isAgain) moveQuota(tx, { bodyId, constituencyId, subjectId: id }, 'HOLD');
    this.desk.open(tx, {
      conferenceId,
      bodyId,
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      plan: nomination.plan,
      createdBy: nomination.createdBy,
      lastEditedBy: nomination.lastEditedBy,
    });
    showAttachments(tx, id);
    screen(tx, nomination);
    tx.audit({
      conferenceId,
      bodyId,
      action: isAgain ? 'nomination.resubmitted' : 'nomination.submitted',
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      details: { version },
      remark: answer,
    });
  }
}
