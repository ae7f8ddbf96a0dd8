import { Injectable } from '@nestjs/common';
import { optionalProse, Refusal } from '#libs/kernel';
import { QuotaRefusals } from '#libs/places';
import { requireComplete } from '../domain/nomination.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { Submission } from '../use-cases/submission.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

export const submitNomination = nominationAct({
  name: 'submitNomination',
  description: 'Submits a draft, or answers a return; takes a place of the quota',
  action: 'SUBMIT',
  input: {
    answer: optionalProse(5_000)
      .nullish()
      .describe("Answer to the host's question, when the nomination was returned"),
  },
  example: {},
  // WINDOW_CLOSED of a draft alone; QUOTA_SPENT with the balance.
  codes: ['WINDOW_CLOSED', 'QUOTA_SPENT', 'INCOMPLETE'],
  extras: ['balance'],
});

/** Submits a draft or answers a return: takes a hold on the quota, opens the review, starts the screening. */
@Injectable()
export class SubmitNomination {
  static readonly act = submitNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly quota: QuotaRefusals,
    private readonly submission: Submission,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      submitNomination,
      call,
      ({ tx, nomination, input }) => {
        const isFirst = nomination.state === 'DRAFT';
        if (isFirst && !nomination.isWindowOpen)
          throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
        requireComplete(nomination.person);
        tx.write(MOVE_NOMINATION, [nomination.id, 'SUBMITTED']);
        const version = nomination.version + 1;
        this.submission.begin(tx, {
          ...nomination,
          version,
          isAgain: !isFirst,
          answer: input.answer ?? null,
        });
        return {};
      },
      (error, { actor, nomination }) => this.quota.explained(actor, nomination, error),
    );
  }
}
