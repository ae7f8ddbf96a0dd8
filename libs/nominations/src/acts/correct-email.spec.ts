import { describe, expect, it } from '@jest/globals';
import { newId, Refusal, type Role } from '#libs/kernel';
import { type MailAllowance } from '#libs/access';
import { sampleReview } from '#libs/approvals/testing';
import { type Invitations } from '#libs/invitations';
import { CORRECT_EMAIL } from '../persistence/nomination.statements.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { availableActions } from '../policies/nomination.policy.js';
import { FakeNomination } from '../testing/fake-nomination.js';
import { type SecondNominations } from '../use-cases/second-nominations.js';
import { CorrectEmail } from './correct-email.act.js';

/** No other nomination of the body has any address. */
const NOBODY_ELSE = {
  firstBeside: () => Promise.resolve(undefined),
} as unknown as SecondNominations;
const RIGHT = 'ana.muster@example.org';
const SIGNED = {
  stepId: newId(),
  kind: 'SIGN_OFF',
  outcome: 'APPROVE',
  onBehalfOfId: null,
  isQuotaOverridden: false,
  isReasonShared: true,
} as const;

async function correcting(
  nomination: FakeNomination,
  { role = 'PARTNER_COORDINATOR', email = RIGHT }: { role?: Role; email?: string } = {},
) {
  const { writes, desk, acts } = nomination.acts();
  const redirected: string[] = [];
  const invitations = {
    redirect: (_tx: unknown, _nomination: unknown, to: string) => {
      redirected.push(to);
      return Promise.resolve(true);
    },
  } as unknown as Invitations;
  const allowance = { spend: () => Promise.resolve() } as unknown as MailAllowance;
  const act = new CorrectEmail(acts, desk, invitations, allowance, NOBODY_ELSE);
  const refusal = await act
    .run(nomination.actor(role), nomination.id, newId(), { version: nomination.version, email })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  return { refusal, redirected, committed: writes.committed };
}

const offered = (nomination: FakeNomination) =>
  availableActions(nomination.actor('PARTNER_COORDINATOR'), {
    ...nomination,
    isReady: false,
    isWindowOpen: true,
    isSubstitutionOpen: true,
    review: null,
  });

describe('correcting the address of a nomination', () => {
  it.each<[NominationState, { isScreened: boolean; isInvited: boolean }]>([
    ['SUBMITTED', { isScreened: true, isInvited: false }],
    ['UNDER_REVIEW', { isScreened: true, isInvited: false }],
    ['RESERVED', { isScreened: false, isInvited: false }],
    ['APPROVED', { isScreened: false, isInvited: true }],
  ])('is possible in %s, with what follows: %j', async (state, { isScreened, isInvited }) => {
    const nomination = new FakeNomination(state);
    expect(offered(nomination)).toContain('CORRECT');
    const { refusal, redirected, committed } = await correcting(nomination);
    expect(refusal).toBeUndefined();
    const [tx] = committed;
    expect(tx?.written.find(({ what }) => what === CORRECT_EMAIL)?.values).toEqual(
      expect.arrayContaining([RIGHT]),
    );
    expect(tx?.enqueued.map(({ job }) => job)).toEqual(isScreened ? ['screen-nomination'] : []);
    expect(redirected).toEqual(isInvited ? [RIGHT] : []);
    expect(tx?.audited).toMatchObject([
      { action: 'nomination.email-corrected', details: { isInvitedAgain: isInvited } },
    ]);
    expect(JSON.stringify(tx?.audited)).not.toContain('@');
  });

  it.each<NominationState>(['DRAFT', 'RETURNED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'])(
    'is not possible in %s',
    async (state) => {
      const nomination = new FakeNomination(state);
      expect(offered(nomination)).not.toContain('CORRECT');
      const { refusal, committed } = await correcting(nomination);
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ code: 'ACTION_UNAVAILABLE', extras: { state } });
      expect(committed).toEqual([]);
    },
  );

  it.each<Role>(['PARTNER_VIEWER', 'HOST_APPROVER', 'AUDITOR', 'HOST_ADMINISTRATOR'])(
    'is not for %s, who may see it',
    async (role) => {
      const { refusal, committed } = await correcting(new FakeNomination('SUBMITTED'), { role });
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
      expect(committed).toEqual([]);
    },
  );

  it.each([
    'no address',
    'two@example.org, three@example.org',
    'x@example.org\r\nBcc: y@example.org',
    // The one that it has already.
    'ana.mustre@example.org',
  ])('refuses %j at the field, and nothing moves', async (email) => {
    const { refusal, committed } = await correcting(new FakeNomination('SUBMITTED'), { email });
    const problem =
      refusal instanceof Refusal ? refusal : (refusal as { problems: readonly Refusal[] }).problems[0];
    expect(problem).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'email'] });
    expect(committed).toEqual([]);
  });

  it('is not for whoever has signed it off, while that stands', async () => {
    const nomination = new FakeNomination('UNDER_REVIEW');
    const officer = nomination.actor('HOST_OFFICER');
    nomination.review = sampleReview({
      conferenceId: nomination.conferenceId,
      stage: 'SIGN_OFF',
      signOffs: [{ ...SIGNED, byId: officer.userId }],
    });
    const { acts, desk, writes } = nomination.acts();
    const act = new CorrectEmail(acts, desk, undefined as never, undefined as never, NOBODY_ELSE);
    await expect(
      act.run(officer, nomination.id, newId(), { version: nomination.version, email: RIGHT }),
    ).rejects.toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    expect(writes.committed).toEqual([]);
  });
});
