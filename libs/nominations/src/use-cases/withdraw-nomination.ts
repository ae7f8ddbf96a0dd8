import { Injectable } from '@nestjs/common';
import { parseInput, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { offerPlace } from '../nominations.jobs.js';
import { withdrawNominationInput } from '../domain/nomination.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { announceChange } from '../nominations.topics.js';

/** Withdraws a nomination at any time: an undecided one gives back its body's own hold, an approved one a place. */
@Injectable()
export class WithdrawNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(withdrawNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'withdrawNomination', key, request: [id, raw] },
      async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'WITHDRAW',
        });
        const { conferenceId, bodyId } = nomination;
        tx.write(MOVE_NOMINATION, [id, 'WITHDRAWN']);
        switch (nomination.state) {
          case 'SUBMITTED':
          case 'UNDER_REVIEW':
          case 'DECIDED':
            this.desk.close(tx, id, 'WITHDRAWN');
            this.giveHoldBack(tx, nomination);
            break;
          case 'RETURNED':
            this.giveHoldBack(tx, nomination);
            break;
          case 'APPROVED':
            await this.invitations.cancel(tx, id);
            tx.enqueue(offerPlace, { nominationId: id }, { conferenceId, dedupeKey: `offer-place:${id}` });
            break;
          case 'DRAFT':
          case 'RESERVED':
          case 'REJECTED':
          case 'WITHDRAWN':
          case 'SUPERSEDED':
          case 'LAPSED':
            break;
        }
        tx.audit({
          conferenceId,
          bodyId,
          action: 'nomination.withdrawn',
          subjectType: 'nomination',
          subjectId: id,
          remark: input.reason ?? null,
        });
        announceChange(tx, nomination, 'everybody');
        return { id };
      },
    );
  }

  private giveHoldBack(tx: Transaction, nomination: NominationRecord): void {
    const { id, bodyId, constituencyId } = nomination;
    moveQuota(tx, { bodyId, constituencyId, nominationId: id }, 'RELEASE_HOLD');
  }
}
