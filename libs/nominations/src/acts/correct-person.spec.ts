import { describe, expect, it } from '@jest/globals';
import { newId, Refusal, type Role } from '#libs/kernel';
import { sampleReview } from '#libs/approvals/testing';
import { type Invitations } from '#libs/invitations';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { FakeNomination } from '../testing/fake-nomination.js';
import { PersonFacts } from '../use-cases/person-facts.js';
import { CorrectPerson } from './correct-person.act.js';
import { organisationsAsTyped } from '../testing/organisations-as-typed.js';

async function correcting(nomination: FakeNomination, facts: object, role: Role = 'PARTNER_NOMINATOR') {
  const { writes, desk, acts } = nomination.acts();
  const told: unknown[] = [];
  const invitations = {
    correct: (_tx: unknown, _source: unknown, { name, honorific, language }: Record<string, unknown>) => {
      told.push({ name, honorific, language });
      return Promise.resolve(true);
    },
  } as unknown as Invitations;
  const as = organisationsAsTyped();
  const act = new CorrectPerson(acts, new PersonFacts(desk, invitations, as), as);
  const refusal: unknown = await act
    .run(nomination.actor(role), nomination.id, newId(), { version: nomination.version, ...facts })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  const tx = writes.committed.at(0);
  const written = tx?.written.find(({ what }) => String(what).includes('correct_person'));
  const [, stored = '{}'] = (written?.values ?? []) as readonly unknown[];
  return { refusal, told, tx, stored: JSON.parse(String(stored)) as unknown, committed: writes.committed };
}

describe('correcting facts about the person of a nomination', () => {
  it.each<[NominationState, { isScreened: boolean; isInvited: boolean }]>([
    ['SUBMITTED', { isScreened: true, isInvited: false }],
    ['UNDER_REVIEW', { isScreened: true, isInvited: false }],
    ['RESERVED', { isScreened: false, isInvited: false }],
    ['APPROVED', { isScreened: false, isInvited: true }],
  ])('is possible in %s, with what follows: %j', async (state, { isScreened, isInvited }) => {
    const facts = { name: 'Anna Muster', honorific: 'Dr', language: 'de' };
    const { refusal, told, tx, stored } = await correcting(new FakeNomination(state), facts);
    expect(refusal).toBeUndefined();
    expect(tx?.enqueued.map(({ job }) => job)).toEqual(isScreened ? ['screen-nomination'] : []);
    expect(told).toEqual(isInvited ? [facts] : []);
    expect(stored).toMatchObject({
      name: 'Anna Muster',
      honorific: 'Dr',
      language: 'de',
      job_title: null,
      name_key: expect.stringMatching(/anna/),
    });
  });

  it('names in the trail what was corrected, and says nothing of it', async () => {
    const { tx } = await correcting(new FakeNomination('SUBMITTED'), {
      name: 'Anna Muster',
      jobTitle: 'Envoy',
      organisation: null,
    });
    expect(tx?.audited).toMatchObject([
      { action: 'nomination.person-corrected', details: { fields: ['person.name', 'person.jobTitle'] } },
    ]);
    expect(JSON.stringify(tx?.audited)).not.toMatch(/Anna|Envoy/);
  });

  it('takes the name for the badge away with a name in Latin letters', async () => {
    const { stored } = await correcting(new FakeNomination('SUBMITTED'), {
      name: 'Anna Muster',
      badgeName: 'Anna M',
    });
    expect(stored).toMatchObject({ badge_name: null });
  });

  it.each<NominationState>(['DRAFT', 'RETURNED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'])(
    'is not possible in %s',
    async (state) => {
      const { refusal, committed } = await correcting(new FakeNomination(state), { honorific: 'Dr' });
      expect(refusal).toMatchObject({ code: 'ACTION_UNAVAILABLE', extras: { state } });
      expect(committed).toEqual([]);
    },
  );

  it.each<Role>(['PARTNER_VIEWER', 'HOST_APPROVER', 'AUDITOR', 'HOST_ADMINISTRATOR'])(
    'is not for %s, who may see it',
    async (role) => {
      const { refusal } = await correcting(new FakeNomination('SUBMITTED'), { honorific: 'Dr' }, role);
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it.each([
    [{}, ['input'], 'The nomination says this already. Change something.'],
    [
      { name: 'Ana Muster', honorific: null },
      ['input'],
      'The nomination says this already. Change something.',
    ],
    [{ name: '' }, ['input', 'name'], 'Fill this in.'],
  ])('refuses %j, and nothing moves', async (facts, path, message) => {
    const { refusal, committed } = await correcting(new FakeNomination('SUBMITTED'), facts);
    const problem =
      refusal instanceof Refusal ? refusal : (refusal as { problems: readonly Refusal[] }).problems[0];
    expect(problem).toMatchObject({ code: 'INVALID_INPUT', path, message });
    expect(committed).toEqual([]);
  });

  it('is not for whoever has signed it off, while that stands', async () => {
    const nomination = new FakeNomination('UNDER_REVIEW');
    const officer = nomination.actor('HOST_OFFICER');
    nomination.review = sampleReview({
      conferenceId: nomination.conferenceId,
      stage: 'SIGN_OFF',
      signOffs: [
        {
          stepId: newId(),
          kind: 'SIGN_OFF',
          outcome: 'APPROVE',
          onBehalfOfId: null,
          isQuotaOverridden: false,
          isReasonShared: true,
          byId: officer.userId,
        },
      ],
    });
    const { acts, desk, writes } = nomination.acts();
    const as = organisationsAsTyped();
    const act = new CorrectPerson(acts, new PersonFacts(desk, undefined as never, as), as);
    await expect(
      act.run(officer, nomination.id, newId(), { version: nomination.version, honorific: 'Dr' }),
    ).rejects.toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    expect(writes.committed).toEqual([]);
  });
});
