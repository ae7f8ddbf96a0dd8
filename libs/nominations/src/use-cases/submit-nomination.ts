import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { requireComplete, submitNominationInput } from '../domain/nomination.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { QuotaRefusals } from './quota-refusals.js';
import { Submission } from './submission.js';

/** Submits a draft or answers a return: takes a hold on the quota, opens the review, starts the screening. */
@Injectable()
export class SubmitNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly quota: QuotaRefusals,
    private readonly submission: Submission,
  ) {}

  /** Refuses also WINDOW_CLOSED (a draft only), INCOMPLETE and QUOTA_SPENT (with the balance). */
  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(submitNominationInput, raw);
    let place: NominationRecord | undefined;
    return this.quota.explain(
      actor,
      () => place,
      () =>
        this.commands.run(actor, { operation: 'submitNomination', key, request: [id, raw] }, async (tx) => {
          const nomination = await loadForAction(tx, this.desk, actor, {
            id,
            version: input.version,
            action: 'SUBMIT',
          });
          place = nomination;
          this.submit(tx, nomination, input.answer ?? null);
          return { id };
        }),
    );
  }

  private submit(tx: Transaction, nomination: NominationRecord, answer: string | null): void {
    const isFirst = nomination.state === 'DRAFT';
    if (isFirst && !nomination.isWindowOpen)
      throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
    requireComplete(nomination.person);
    tx.write(MOVE_NOMINATION, [nomination.id, 'SUBMITTED']);
    this.submission.begin(tx, {
      ...nomination,
      version: nomination.version + 1,
      isAgain: !isFirst,
      answer,
    });
  }
}
