import { Injectable } from '@nestjs/common';
import { conferencesReadWhole, forbidden, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, Database, inHostSight, type Transaction, violatedConstraint } from '#libs/platform';
import { isReasonSharedByDefault, ReviewDesk, type SignOff } from '#libs/approvals';
import { decideNominationInput } from '../domain/nomination.js';
import { loadForAction, type NominationRecord, reviewOf } from '../persistence/nomination-record.js';
import { WHO_MAY } from '../policies/nomination.policy.js';
import { isOnWatchList } from '../queries/watch-list-hit.js';
import { beginReview } from './begin-review.js';
import { QuotaRefusals } from './quota-refusals.js';
import { ReleaseDecisions } from './release-decisions.js';
import { announceChange } from '../nominations.topics.js';

const COLLEAGUE = `SELECT
    EXISTS (SELECT FROM approvals.absence a WHERE a.conference_id = $1 AND a.user_id = $2
      AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at) AS is_absent,
    EXISTS (SELECT FROM access.role_grant g WHERE g.conference_id = $1 AND g.user_id = $2
      AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL) AS is_approver`;
const DECIDED_BY = `SELECT d.decided_by FROM approvals.decision d
  WHERE d.subject_id = $1 AND d.voided_at IS NULL AND ${inHostSight('d', 2)} ORDER BY d.decided_at DESC LIMIT 1`;

/** Signs a nomination off: approve, reject or reserve. Nothing of it leaves the host before the release. */
@Injectable()
export class DecideNomination {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly desk: ReviewDesk,
    private readonly releases: ReleaseDecisions,
    private readonly quota: QuotaRefusals,
  ) {}

  /** Refuses also SEPARATION_OF_DUTIES, ALREADY_DECIDED (with who did), REASON_REQUIRED and QUOTA_SPENT. */
  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(decideNominationInput, raw);
    let place: NominationRecord | undefined;
    const decide = (): Promise<{ id: string }> =>
      this.commands.run(actor, { operation: 'decideNomination', key, request: [id, raw] }, async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'DECIDE',
        });
        place = nomination;
        const reasonCode = input.reasonCode ?? null;
        await this.decide(tx, actor, nomination, {
          outcome: input.outcome,
          reasonCode,
          reasonText: input.reasonText ?? null,
          isReasonShared:
            input.isReasonShared ?? isReasonSharedByDefault(reasonCode, await isOnWatchList(tx, id)),
          isQuotaOverridden: input.isQuotaOverridden,
          onBehalfOfId: input.onBehalfOfId ?? null,
        });
        return { id };
      });
    try {
      return await this.quota.explain(actor, () => place, decide);
    } catch (error) {
      throw await this.explain(actor, id, error);
    }
  }

  private async decide(
    tx: Transaction,
    actor: UserActor,
    nomination: NominationRecord,
    signOff: SignOff,
  ): Promise<void> {
    const { id, conferenceId } = nomination;
    if (signOff.onBehalfOfId !== null) await this.requireAbsent(tx, conferenceId, signOff.onBehalfOfId);
    const heard = this.desk.signOff(tx, actor, reviewOf(nomination), signOff);
    beginReview(tx, nomination);
    tx.audit({
      conferenceId,
      action: heard.isEnough ? 'nomination.decided' : 'nomination.signed-off',
      subjectType: 'nomination',
      subjectId: id,
      onBehalfOfId: signOff.onBehalfOfId,
      details: {
        outcome: signOff.outcome,
        reasonCode: signOff.reasonCode,
        isQuotaOverridden: signOff.isQuotaOverridden,
        insteadOf: heard.insteadOf,
        agreeing: heard.agreeing,
        needed: heard.needed,
      },
    });
    announceChange(tx, nomination, 'host');
    if (heard.isEnough && nomination.releasesAtOnce)
      await this.releases.release(tx, actor, conferenceId, [id]);
  }

  /** A signature for somebody else is for an approver who is on record as absent today. */
  private async requireAbsent(tx: Transaction, conferenceId: string, userId: string): Promise<void> {
    const [colleague] = await tx.query<{ is_absent: boolean; is_approver: boolean }>(COLLEAGUE, [
      conferenceId,
      userId,
    ]);
    if (colleague?.is_absent === true && colleague.is_approver) return;
    const message =
      colleague?.is_approver === true
        ? 'This colleague is not on record as absent today.'
        : 'This colleague is no approver, so nobody can sign off for them.';
    throw new Refusal('INVALID_INPUT', message, ['input', 'onBehalfOfId']);
  }

  /** Adds who decided to ALREADY_DECIDED, and gives the database's own refusals their code. */
  private async explain(actor: UserActor, id: string, error: unknown): Promise<unknown> {
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
    if (!isLate) return error;
    const [decision] = await this.database.read<{ decided_by: string }>(actor, DECIDED_BY, [
      id,
      conferencesReadWhole(actor),
    ]);
    return new Refusal('ALREADY_DECIDED', 'Somebody has decided this nomination already.', [], {
      decidedById: decision?.decided_by ?? null,
      state: 'DECIDED',
    });
  }
}
