import { describe, expect, it } from '@jest/globals';
import { newId, Refusal } from '#libs/kernel';
import { sampleReview } from '#libs/approvals/testing';
import { type QuotaRefusals } from '#libs/places';
import { WATCH_LIST_HIT } from '#libs/screening/testing';
import { FakeNomination } from '../testing/fake-nomination.js';
import { reviewsOn } from '../testing/reviews-on.js';
import { DecideNomination } from './decide-nomination.act.js';

/** A nomination that has been recommended, and what comes of an approver's word on it. */
async function deciding(said: object, { isHit = false, more = {} }: { isHit?: boolean; more?: object } = {}) {
  const nomination = new FakeNomination('UNDER_REVIEW');
  const approver = nomination.actor('HOST_APPROVER');
  nomination.review = sampleReview({
    conferenceId: nomination.conferenceId,
    subjectId: nomination.id,
    stage: 'SIGN_OFF',
    recommendedBy: [newId()],
    ...more,
  });
  nomination.answers.set(WATCH_LIST_HIT, [{ is_hit: isHit }]);
  const { writes, desk, acts } = nomination.acts();
  const quota = { explained: (_actor: unknown, _place: unknown, error: unknown) => Promise.resolve(error) };
  const act = new DecideNomination(
    acts,
    reviewsOn(undefined as never, desk),
    quota as unknown as QuotaRefusals,
  );
  const refusal = await act
    .run(approver, nomination.id, newId(), { version: nomination.version, ...said })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  const [tx] = writes.committed;
  return { refusal, tx, decision: tx?.written.find(({ what }) => what === 'approvals.decision')?.values };
}

describe('signing a nomination off', () => {
  it.each([
    ['SECURITY', false, {}, false],
    ['SECURITY', false, { isReasonShared: true }, true],
    ['BALANCE', false, {}, true],
    ['BALANCE', true, {}, false],
    ['BALANCE', true, { isReasonShared: null }, false],
    ['BALANCE', true, { isReasonShared: true }, true],
  ])(
    'tells the body %s (a hit of the watch list: %s, the approver says %j): %s',
    async (reasonCode, isHit, said, isTold) => {
      const { refusal, decision } = await deciding(
        { outcome: 'REJECT', reasonCode, reasonText: 'Known to us', ...said },
        { isHit },
      );
      expect(refusal).toBeUndefined();
      expect(decision).toMatchObject({ reasonCode, reasonText: 'Known to us', isReasonShared: isTold });
    },
  );

  it('is told in the trail of the host alone, with how far it has come', async () => {
    const { tx } = await deciding({ outcome: 'APPROVE' });
    expect(tx?.audited).toMatchObject([
      {
        action: 'nomination.decided',
        details: { outcome: 'APPROVE', insteadOf: null, agreeing: 1, needed: 1, isQuotaOverridden: false },
      },
    ]);
    expect(tx?.audited[0]?.bodyId).toBeUndefined();
    expect(tx?.announced.some((topic) => topic.startsWith('nomination:'))).toBe(false);
  });

  it('waits for whoever else has to agree', async () => {
    const plan = sampleReview().plan;
    const [first, second] = plan.stages;
    const { tx, decision } = await deciding(
      { outcome: 'APPROVE' },
      { more: { plan: { ...plan, stages: [first, { ...second, quorum: 2 }] } } },
    );
    expect(decision).toBeUndefined();
    expect(tx?.audited).toMatchObject([
      { action: 'nomination.signed-off', details: { agreeing: 1, needed: 2 } },
    ]);
  });

  it('is refused where a reason is missing, and nothing moves', async () => {
    const { refusal, tx } = await deciding({ outcome: 'REJECT' });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'REASON_REQUIRED', path: ['input', 'reasonCode'] });
    expect(tx).toBeUndefined();
  });
});
