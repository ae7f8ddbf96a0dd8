import { Injectable } from '@nestjs/common';
import { prose } from '#libs/kernel';
import { ReviewDesk } from '#libs/approvals';
import { reviewOf } from '../persistence/nomination-record.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

export const reopenNomination = nominationAct({
  name: 'reopenNomination',
  description: 'Takes a decision back before its release',
  action: 'REOPEN',
  many: { description: 'Takes decisions back before their release' },
  input: { reason: prose(2_000).describe('Why the decision is undone, at most 2,000 characters') },
  example: { reason: 'Mistake' },
  fact: { action: 'nomination.reopened', isOfHost: true },
});

/** Takes a decision back before its release; the nomination waits for sign-off again. */
@Injectable()
export class ReopenNomination {
  static readonly act = reopenNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(reopenNomination, call, ({ tx, actor, nomination, input: { reason } }) => {
      this.desk.reopen(tx, actor, reviewOf(nomination), reason);
      return { remark: reason };
    });
  }
}
