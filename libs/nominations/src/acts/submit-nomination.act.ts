import { Injectable } from '@nestjs/common';
import { optionalProse, Refusal } from '#libs/kernel';
import { QuotaRefusals } from '#libs/places';
import { requireComplete } from '../domain/nomination.js';
import { reasonForSecond, SECOND_FIELDS } from '../domain/second-nomination.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { keepSecondReason, SecondNominations, tellOfSecond } from '../use-cases/second-nominations.js';
import { Submission } from '../use-cases/submission.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

export const submitNomination = nominationAct({
  name: 'submitNomination',
  description: 'Submits a draft, or answers a return; takes a place of the quota',
  action: 'SUBMIT',
  many: {
    description: 'Submits drafts, or answers returns; the first of them have the places',
    isInOrder: true,
    fields: ['answer'],
  },
  input: {
    answer: optionalProse(5_000)
      .nullish()
      .describe("Answer to the host's question, when the nomination was returned"),
    ...SECOND_FIELDS,
  },
  example: {},
  // WINDOW_CLOSED and ALREADY_NOMINATED of a draft alone, for what was returned has its place; QUOTA_SPENT with the balance.
  codes: ['WINDOW_CLOSED', 'QUOTA_SPENT', 'INCOMPLETE', 'ALREADY_NOMINATED', 'REASON_REQUIRED'],
  extras: ['balance', 'existing'],
});

/** Submits a draft or answers a return: takes a hold on the quota, opens the review, starts the screening. */
@Injectable()
export class SubmitNomination {
  static readonly act = submitNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly quota: QuotaRefusals,
    private readonly submission: Submission,
    private readonly seconds: SecondNominations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      submitNomination,
      call,
      async (work) => {
        const { tx, nomination, input } = work;
        const isFirst = nomination.state === 'DRAFT';
        if (isFirst && !nomination.isWindowOpen)
          throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
        requireComplete(nomination.person);
        if (isFirst) await this.requireMeant(work);
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

  /** Of two drafts of one address whichever is submitted first is the first, unless one was meant as the second. */
  private async requireMeant({ tx, nomination, input }: Work<typeof submitNomination>): Promise<void> {
    if (nomination.secondReason !== null) return;
    const { id, conferenceId, bodyId, person } = nomination;
    const nominee = { conferenceId, bodyId, email: person.email, exceptId: id };
    const reason = reasonForSecond(await this.seconds.firstBeforeSubmission(tx, nominee), input, [
      'person',
      'email',
    ]);
    if (reason === null) return;
    keepSecondReason(tx, id, reason);
    tellOfSecond(tx, nomination, reason);
  }
}
