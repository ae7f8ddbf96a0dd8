import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { forbidden, optionalProse, Refusal, type UserActor, validId } from '#libs/kernel';
import { type Transaction, violatedConstraint } from '#libs/platform';
import {
  AbsentColleagues,
  isReasonSharedByDefault,
  OUTCOMES,
  REASON_CODES,
  ReviewDesk,
  ReviewDossier,
  type SignOff,
} from '#libs/approvals';
import { type NominationRecord, reviewOf } from '../persistence/nomination-record.js';
import { WHO_MAY } from '../policies/nomination.policy.js';
import { isOnWatchList } from '../queries/watch-list-hit.js';
import { announceChange } from '../nominations.topics.js';
import { beginReview } from '../use-cases/begin-review.js';
import { QuotaRefusals } from '../use-cases/quota-refusals.js';
import { ReleaseDecisions } from '../use-cases/release-decisions.js';
import { nominationAct, NominationActs, type Subject } from './nomination-acts.js';

export const decideNomination = nominationAct({
  name: 'decideNomination',
  description: 'Signs a nomination off; nothing leaves the host before the release',
  action: 'DECIDE',
  input: {
    outcome: z.enum(OUTCOMES).meta({ type: 'DecisionOutcome' }),
    reasonCode: z.enum(REASON_CODES).meta({ type: 'ReasonCode' }).nullish().describe('Needed for REJECT'),
    reasonText: optionalProse(2_000).nullish(),
    onBehalfOfId: validId.nullish().describe('The absent colleague for whom the caller signs'),
    isReasonShared: z
      .boolean()
      .nullish()
      .describe(
        'Tell the body the reason. Left out: shared, but for SECURITY and for whoever may be on the watch list (see `reasonsSharedByDefault`)',
      ),
    isQuotaOverridden: z
      .boolean()
      .default(false)
      .describe("Give a place beyond the body's quota; needs reasonText"),
  },
  example: { outcome: 'RESERVE' },
  // ALREADY_DECIDED with who did.
  codes: ['SEPARATION_OF_DUTIES', 'ALREADY_DECIDED', 'REASON_REQUIRED', 'QUOTA_SPENT'],
  extras: ['balance', 'decidedBy'],
});

/** Signs a nomination off: approve, reject or reserve. Nothing of it leaves the host before the release. */
@Injectable()
export class DecideNomination {
  static readonly act = decideNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly dossier: ReviewDossier,
    private readonly colleagues: AbsentColleagues,
    private readonly desk: ReviewDesk,
    private readonly releases: ReleaseDecisions,
    private readonly quota: QuotaRefusals,
  ) {}

  run(...call: [actor: UserActor, id: string, key: string, raw: unknown]): Promise<{ id: string }> {
    return this.acts.run(
      decideNomination,
      call,
      async ({ tx, actor, nomination, input }) => {
        const reasonCode = input.reasonCode ?? null;
        await this.decide(tx, actor, nomination, {
          outcome: input.outcome,
          reasonCode,
          reasonText: input.reasonText ?? null,
          isReasonShared:
            input.isReasonShared ??
            isReasonSharedByDefault(reasonCode, await isOnWatchList(tx, nomination.id)),
          isQuotaOverridden: input.isQuotaOverridden,
          onBehalfOfId: input.onBehalfOfId ?? null,
        });
        return {};
      },
      (error, subject) => this.explained(error, subject),
    );
  }

  private async decide(
    tx: Transaction,
    actor: UserActor,
    nomination: NominationRecord,
    signOff: SignOff,
  ): Promise<void> {
    const { id, conferenceId } = nomination;
    if (signOff.onBehalfOfId !== null)
      await this.colleagues.requireAbsent(tx, conferenceId, signOff.onBehalfOfId);
    const quorum = this.desk.signOff(tx, actor, reviewOf(nomination), signOff);
    beginReview(tx, nomination);
    tx.audit({
      conferenceId,
      action: quorum.isEnough ? 'nomination.decided' : 'nomination.signed-off',
      subjectType: 'nomination',
      subjectId: id,
      onBehalfOfId: signOff.onBehalfOfId,
      details: {
        outcome: signOff.outcome,
        reasonCode: signOff.reasonCode,
        isQuotaOverridden: signOff.isQuotaOverridden,
        insteadOf: quorum.insteadOf,
        agreeing: quorum.agreeing,
        needed: quorum.needed,
      },
    });
    announceChange(tx, nomination, 'host');
    if (quorum.isEnough && nomination.releasesAtOnce)
      await this.releases.release(tx, actor, conferenceId, [id]);
  }

  /** Adds who decided to ALREADY_DECIDED, and gives the database's own refusals their code. */
  private async explained(
    error: unknown,
    { actor, nomination }: Subject<typeof decideNomination>,
  ): Promise<unknown> {
    const constraint = violatedConstraint(error);
    if (constraint === 'separation_of_duties') {
      return new Refusal(
        'SEPARATION_OF_DUTIES',
        'Nobody signs off what they made, edited, submitted, answered for or recommended.',
      );
    }
    // The role was taken away, or the absence ended, since the request came in.
    if (constraint === 'approvers_sign') return forbidden(WHO_MAY.DECIDE);
    const isLate =
      constraint === 'decision_one_standing' ||
      (error instanceof Refusal && error.code === 'ALREADY_DECIDED');
    if (!isLate) return this.quota.explained(actor, nomination, error);
    return new Refusal('ALREADY_DECIDED', 'Somebody has decided this nomination already.', [], {
      decidedById: await this.dossier.decidedBy(actor, nomination.id),
      state: 'DECIDED',
    });
  }
}
