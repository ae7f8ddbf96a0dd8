import { describe, expect, it } from '@jest/globals';
import { newId, Refusal, type Role } from '#libs/kernel';
import { FakeDesk, sampleReview } from '#libs/approvals/testing';
import { type Invitations } from '#libs/invitations';
import { type QuotaRefusals } from '#libs/places';
import { NOMINATION_STATES, type NominationState } from '../domain/nomination.lifecycle.js';
import { type BodyNotices } from '../notices/body-notices.js';
import { LOAD_BODY, SUBSTITUTE } from '../persistence/nomination.statements.js';
import { FakeNomination } from '../testing/fake-nomination.js';
import { type ReferenceRefusals } from '../use-cases/reference-refusals.js';
import { type SecondNominations } from '../use-cases/second-nominations.js';
import { Submission } from '../use-cases/submission.js';
import { SubstituteNominee } from './substitute-nominee.act.js';
import { organisationsAsTyped } from '../testing/organisations-as-typed.js';

const DEPUTY = { name: 'Dara Deputy', email: 'dara.deputy@example.org' };

interface Scene {
  readonly role?: Role;
  readonly person?: object;
  readonly reason?: string;
  readonly allowSecond?: boolean;
  readonly allowSecondReason?: string;
  /** Whether the invitation of the former was declined by now. */
  readonly isDeclined?: boolean;
  /** Whether the body has nominated the deputy already. */
  readonly isNominated?: boolean;
}

const unchanged = {
  explained: (...given: unknown[]) => Promise.resolve(given.find((one) => one instanceof Error)),
};

async function substituting(
  nomination: FakeNomination,
  {
    role = 'PARTNER_COORDINATOR',
    person = DEPUTY,
    isDeclined = false,
    isNominated = false,
    ...said
  }: Scene = {},
) {
  nomination.answers.set(LOAD_BODY, [{ code: 'ICC' }]);
  const { writes, acts, desk } = nomination.acts();
  const cancelled: unknown[] = [];
  const noticed: unknown[] = [];
  const invitations = {
    requireStanding: () =>
      isDeclined
        ? Promise.reject(new Refusal('INVITATION_ENDED', 'x', [], { invitationState: 'DECLINED' }))
        : Promise.resolve(),
    cancel: (_tx: unknown, ...of: unknown[]) => Promise.resolve(cancelled.push(of)),
  };
  const act = new SubstituteNominee(
    acts,
    desk,
    invitations as unknown as Invitations,
    new Submission(new FakeDesk(undefined)),
    {
      firstBeside: () =>
        Promise.resolve(isNominated ? { id: newId(), reference: 'ICC-7K3-Q9FB' } : undefined),
    } as unknown as SecondNominations,
    { substituted: (...told: unknown[]) => Promise.resolve(noticed.push(told)) } as unknown as BodyNotices,
    unchanged as unknown as QuotaRefusals,
    unchanged as unknown as ReferenceRefusals,
    organisationsAsTyped(),
  );
  const { version } = nomination;
  const refusal = await act
    .run(nomination.actor(role), nomination.id, newId(), { version, person, ...said })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  const [tx] = writes.committed;
  const written = tx?.written ?? [];
  const valuesOf = (part: string) => written.find(({ what }) => what.includes(part))?.values;
  return { refusal, tx, written, valuesOf, cancelled, noticed };
}

describe('naming somebody else for a place', () => {
  it.each<[NominationState, 'review closed' | 'invitation ended' | 'neither']>([
    ['SUBMITTED', 'review closed'],
    ['UNDER_REVIEW', 'review closed'],
    ['DECIDED', 'review closed'],
    ['RETURNED', 'neither'],
    ['APPROVED', 'invitation ended'],
  ])('of one that is %s: %s, and a new review begins with the place', async (state, ended) => {
    const nomination = new FakeNomination(state === 'DECIDED' ? 'UNDER_REVIEW' : state);
    // What is decided and not released is the officer's to see; the act does the same.
    const isHidden = state === 'DECIDED';
    if (isHidden) nomination.review = sampleReview({ stage: 'RELEASE' });
    const { refusal, tx, written, valuesOf, cancelled, noticed } = await substituting(nomination, {
      role: isHidden ? 'HOST_OFFICER' : 'PARTNER_COORDINATOR',
      reason: 'The board meets',
    });
    expect(refusal).toBeUndefined();
    expect(valuesOf('close_review')).toEqual(
      ended === 'review closed' ? [nomination.id, 'SUPERSEDED'] : undefined,
    );
    expect(cancelled).toEqual(
      ended === 'invitation ended' ? [[{ type: 'nomination', id: nomination.id }, 'SUPERSEDED']] : [],
    );
    const [formerId, facts = '', said = ''] = (valuesOf(SUBSTITUTE) ?? []) as string[];
    expect(formerId).toBe(nomination.id);
    expect(JSON.parse(facts)).toMatchObject({
      name: 'Dara Deputy',
      email_fold: DEPUTY.email,
      badge_name: null,
    });
    const { id, reference } = JSON.parse(said) as { id: string; reference: string };
    expect(reference).toMatch(/^ICC-/);
    expect(valuesOf('pass_place')).toMatchObject([nomination.id, expect.any(String), id, expect.any(String)]);
    expect(written.map(({ what }) => what)).toContain('approvals.review');
    expect(tx?.enqueued.map(({ job }) => job)).toContain('screen-nomination');
    expect(noticed).toHaveLength(1);
    expect(tx?.audited).toMatchObject([
      { action: 'nomination.submitted', subjectId: id },
      { action: 'nomination.superseded', subjectId: nomination.id, remark: 'The board meets' },
      { action: 'nomination.substituted', subjectId: id, details: { predecessor: 'ICC-7K3-Q9FA' } },
    ]);
  });

  it('tells why the person is nominated a second time, where that is meant', async () => {
    const meant = { allowSecond: true, allowSecondReason: 'Stands in' };
    const { tx, valuesOf } = await substituting(new FakeNomination('UNDER_REVIEW'), {
      isNominated: true,
      ...meant,
    });
    expect(JSON.parse((valuesOf(SUBSTITUTE) as string[])[2] ?? '')).toMatchObject({
      second_reason: 'Stands in',
    });
    expect(tx?.audited.at(-1)).toMatchObject({ action: 'nomination.second-allowed', remark: 'Stands in' });
  });

  it.each<[string, FakeNomination, Scene]>([
    ['INCOMPLETE', new FakeNomination('APPROVED'), { person: { name: 'Dara Deputy' } }],
    [
      'INVALID_INPUT',
      new FakeNomination('APPROVED'),
      { person: { ...DEPUTY, email: 'Ana.Mustre@example.org' } },
    ],
    ['INVITATION_ENDED', new FakeNomination('APPROVED'), { isDeclined: true }],
    ['ALREADY_NOMINATED', new FakeNomination('APPROVED'), { isNominated: true }],
    ['REASON_REQUIRED', new FakeNomination('APPROVED'), { isNominated: true, allowSecond: true }],
    [
      'SUBSTITUTIONS_FROZEN',
      Object.assign(new FakeNomination('APPROVED'), { isSubstitutionOpen: false }),
      {},
    ],
    ['FORBIDDEN', new FakeNomination('APPROVED'), { role: 'PARTNER_NOMINATOR' }],
    ['FORBIDDEN', new FakeNomination('APPROVED'), { role: 'HOST_APPROVER' }],
  ])('is refused with %s, and nothing moves', async (code, nomination, scene) => {
    const { refusal, tx } = await substituting(nomination, scene);
    expect(refusal).toMatchObject({ code });
    expect(tx).toBeUndefined();
  });

  it('is an officer’s when the bodies’ time is over', async () => {
    const frozen = Object.assign(new FakeNomination('APPROVED'), { isSubstitutionOpen: false });
    expect((await substituting(frozen, { role: 'HOST_OFFICER' })).refusal).toBeUndefined();
  });

  const WITH_PLACE: readonly NominationState[] = [
    'SUBMITTED',
    'UNDER_REVIEW',
    'RETURNED',
    'DECIDED',
    'APPROVED',
  ];
  it.each(NOMINATION_STATES.filter((state) => !WITH_PLACE.includes(state)))(
    'needs a place: %s has none',
    async (state) => {
      expect((await substituting(new FakeNomination(state))).refusal).toMatchObject({
        code: 'ACTION_UNAVAILABLE',
      });
    },
  );
});
