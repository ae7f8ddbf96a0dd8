import { Injectable } from '@nestjs/common';
import { optionalProse, parseInput, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { moveQuota } from '#libs/places';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { nominationWithdrawn } from '../nominations.events.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

export const withdrawNomination = nominationAct({
  name: 'withdrawNomination',
  description: 'Takes a nomination back; its place becomes free',
  action: 'WITHDRAW',
  many: { description: 'Takes nominations back; their places become free' },
  input: { reason: optionalProse(2_000).nullish().describe('Why, for the host: at most 2,000 characters') },
  example: {},
  fact: { action: 'nomination.withdrawn' },
});

/** Withdraws a nomination at any time: an undecided one gives back its body's own hold, an approved one a place. */
@Injectable()
export class WithdrawNomination {
  static readonly act = withdrawNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(withdrawNomination, call, (work) => this.withdraw(work));
  }

  /** The same within a transaction that does more than this: see `NominationActs.within`. */
  within(tx: Transaction, actor: UserActor, id: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(withdrawNomination.input, raw);
    return this.acts.within(tx, withdrawNomination, [actor, id, input], (work) => this.withdraw(work));
  }

  private async withdraw({
    tx,
    nomination,
    input,
  }: Work<typeof withdrawNomination>): Promise<{ remark: string | null }> {
    const { id, conferenceId } = nomination;
    tx.write(MOVE_NOMINATION, [id, 'WITHDRAWN']);
    switch (nomination.state) {
      case 'SUBMITTED':
      case 'UNDER_REVIEW':
      case 'DECIDED':
        this.desk.close(tx, id, 'WITHDRAWN');
        releaseHold(tx, nomination);
        break;
      case 'RETURNED':
        releaseHold(tx, nomination);
        break;
      case 'APPROVED':
        await this.invitations.cancel(tx, { type: NOMINATION_SUBJECT, id });
        break;
      case 'DRAFT':
      case 'RESERVED':
      case 'REJECTED':
      case 'WITHDRAWN':
      case 'SUPERSEDED':
      case 'LAPSED':
        break;
    }
    tx.emit(
      nominationWithdrawn,
      { nominationId: id, wasApproved: nomination.state === 'APPROVED' },
      { conferenceId },
    );
    return { remark: input.reason ?? null };
  }
}

function releaseHold(tx: Transaction, { id, bodyId, constituencyId }: NominationRecord): void {
  moveQuota(tx, { bodyId, constituencyId, subjectId: id }, 'RELEASE_HOLD');
}
