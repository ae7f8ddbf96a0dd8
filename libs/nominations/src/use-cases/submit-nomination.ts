import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { requireComplete, submitNominationInput } from '../domain/nomination.js';
import { SCREENING_KINDS } from '../domain/screening.js';
import { screenNomination } from '../nominations.jobs.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { INSERT_SCREENINGS, MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { QuotaRefusals } from './quota-refusals.js';
import { announceChange } from '../nominations.topics.js';

/** Submits a draft or answers a return: takes a hold on the quota, opens the review, starts the screening. */
@Injectable()
export class SubmitNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly quota: QuotaRefusals,
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
    const { id, conferenceId, bodyId } = nomination;
    const version = nomination.version + 1;
    tx.write(MOVE_NOMINATION, [id, 'SUBMITTED', null]);
    // A returned nomination has kept its place.
    if (isFirst)
      moveQuota(tx, { bodyId, constituencyId: nomination.constituencyId, nominationId: id }, 'HOLD');
    this.desk.open(tx, {
      conferenceId,
      bodyId,
      subjectType: 'nomination',
      subjectId: id,
      plan: nomination.plan,
      createdBy: nomination.createdBy,
      lastEditedBy: nomination.lastEditedBy,
    });
    tx.write(INSERT_SCREENINGS, [id, version, SCREENING_KINDS, conferenceId, bodyId]);
    tx.enqueue(screenNomination, { nominationId: id, version }, { conferenceId });
    announceChange(tx, nomination, 'everybody');
    tx.audit({
      conferenceId,
      bodyId,
      action: isFirst ? 'nomination.submitted' : 'nomination.resubmitted',
      subjectType: 'nomination',
      subjectId: id,
      details: answer === null ? { version } : { version, answer },
    });
  }
}
