import { describe, expect, it } from '@jest/globals';
import { newId, type Role } from '#libs/kernel';
import { FakeDesk } from '#libs/approvals/testing';
import { type QuotaRefusals } from '#libs/places';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { FakeNomination } from '../testing/fake-nomination.js';
import { type SecondNominations } from '../use-cases/second-nominations.js';
import { Submission } from '../use-cases/submission.js';
import { SubmitNomination } from './submit-nomination.act.js';

async function submitting(
  nomination: FakeNomination,
  {
    role = 'PARTNER_COORDINATOR',
    version = nomination.version,
    ...said
  }: { role?: Role; version?: number; answer?: string } = {},
) {
  const { writes, acts } = nomination.acts();
  const quota = { explained: (_actor: unknown, _place: unknown, error: unknown) => Promise.resolve(error) };
  const act = new SubmitNomination(
    acts,
    quota as unknown as QuotaRefusals,
    new Submission(new FakeDesk(undefined)),
    // Nobody else has this address.
    { firstBeforeSubmission: () => Promise.resolve(undefined) } as unknown as SecondNominations,
  );
  const refusal = await act.run(nomination.actor(role), nomination.id, newId(), { version, ...said }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { refusal, committed: writes.committed };
}

describe('submitting a nomination', () => {
  it.each<[NominationState, string, number]>([
    ['DRAFT', 'nomination.submitted', 1],
    ['RETURNED', 'nomination.resubmitted', 0],
  ])(
    'from %s opens a review and begins a screening; the trail says %s, and %d place is held',
    async (state, action, held) => {
      const { refusal, committed } = await submitting(new FakeNomination(state), {
        answer: 'The second one.',
      });
      expect(refusal).toBeUndefined();
      const [tx] = committed;
      const written = tx?.written.map(({ what }) => what) ?? [];
      expect(written).toContain(MOVE_NOMINATION);
      expect(written).toContain('approvals.review');
      expect(written.filter((what) => what.includes('nominations.quota_entry'))).toHaveLength(held);
      expect(tx?.enqueued.map(({ job }) => job)).toContain('screen-nomination');
      expect(tx?.audited).toMatchObject([{ action, details: { version: 3 }, remark: 'The second one.' }]);
    },
  );

  it.each<[string, FakeNomination, Parameters<typeof submitting>[1]]>([
    ['INCOMPLETE', Object.assign(new FakeNomination('DRAFT'), { email: null }), {}],
    ['WINDOW_CLOSED', Object.assign(new FakeNomination('DRAFT'), { isWindowOpen: false }), {}],
    ['VERSION_CONFLICT', new FakeNomination('DRAFT'), { version: 7 }],
    ['VERSION_CONFLICT', new FakeNomination('DRAFT'), { version: 1 }],
    ['FORBIDDEN', new FakeNomination('DRAFT'), { role: 'PARTNER_VIEWER' }],
    ['FORBIDDEN', new FakeNomination('DRAFT'), { role: 'PARTNER_NOMINATOR' }],
    ['FORBIDDEN', new FakeNomination('DRAFT'), { role: 'HOST_OFFICER' }],
    ['ACTION_UNAVAILABLE', new FakeNomination('SUBMITTED'), {}],
    ['ACTION_UNAVAILABLE', new FakeNomination('WITHDRAWN'), {}],
  ])('is refused with %s, and nothing moves', async (code, nomination, said) => {
    const { refusal, committed } = await submitting(nomination, said);
    expect(refusal).toMatchObject({ code });
    expect(committed).toEqual([]);
  });

  it('answers a question whatever the window says by then: the place is held already', async () => {
    const nomination = Object.assign(new FakeNomination('RETURNED'), { isWindowOpen: false });
    expect((await submitting(nomination)).refusal).toBeUndefined();
  });
});
