import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { moveQuota } from '#libs/places';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type LapsedNomination, BodyNotices } from '../notices/body-notices.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';

/** Whose time is over: the body's to answer a question, or the host's to decide. */
export type LapseCause = 'UNANSWERED' | 'UNDECIDED';

/** Lets an undecided nomination lapse: its body gets its own place back, and is told. */
@Injectable()
export class Lapse {
  constructor(private readonly notices: BodyNotices) {}

  /** Inside the transaction that has locked the nomination and looked at its state. */
  async run(tx: Transaction, nomination: LapsedNomination, cause: LapseCause): Promise<void> {
    const { id, conferenceId, bodyId, constituencyId } = nomination;
    tx.write(MOVE_NOMINATION, [id, 'LAPSED']);
    moveQuota(tx, { bodyId, constituencyId, subjectId: id }, 'RELEASE_HOLD', 'Lapsed');
    await this.notices.lapsed(tx, nomination, cause);
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.lapsed',
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      details: { cause },
    });
  }
}
