import { describe, expect, it } from '@jest/globals';
import { type Actor, DUTIES, type GrantFact, newId, type Role, ROLES, type UserActor } from '#libs/kernel';
import { dutiesOf } from './duties.js';

const conferenceId = newId();
const bodyId = newId();
const organisationId = newId();

const holding = (...grants: readonly GrantFact[]): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants,
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const dutiesNamed = (actor: Actor): object => {
  const all = dutiesOf(actor).map((ids, index) => [DUTIES[index], ids] as const);
  return Object.fromEntries(all.filter(([, ids]) => ids.length > 0)) as object;
};

const EXPECTED: Readonly<Record<Role, object>> = {
  HOST_ADMINISTRATOR: { administers: [conferenceId] },
  HOST_OFFICER: { reviews: [conferenceId] },
  HOST_APPROVER: { approves: [conferenceId] },
  AUDITOR: {},
  PARTNER_COORDINATOR: { drafts: [bodyId], coordinates: [bodyId] },
  PARTNER_NOMINATOR: { drafts: [bodyId] },
  PARTNER_VIEWER: {},
  FOCAL_POINT: { answers: [organisationId] },
};

describe('duties', () => {
  it.each(ROLES)('of %s are its own', (role) => {
    expect(dutiesNamed(holding({ role, conferenceId, bodyId, organisationId }))).toEqual(EXPECTED[role]);
  });

  it('stay within the scope of the grant that gives them', () => {
    const other = newId();
    const actor = holding(
      { role: 'PARTNER_COORDINATOR', conferenceId, bodyId },
      { role: 'PARTNER_NOMINATOR', conferenceId, bodyId: other },
      { role: 'PARTNER_VIEWER', conferenceId, bodyId: newId() },
    );
    expect(dutiesNamed(actor)).toEqual({ drafts: [bodyId, other], coordinates: [bodyId] });
  });

  it('are nobody’s who only reads, or is no user', () => {
    const grants = ROLES.map((role) => ({ role, conferenceId, bodyId, organisationId }));
    expect(dutiesNamed({ ...holding(...grants), canWrite: false })).toEqual({});
    expect(dutiesNamed({ kind: 'invitee', tokenHash: 'a'.repeat(64) })).toEqual({});
    expect(dutiesNamed({ kind: 'sign-in' })).toEqual({});
    expect(dutiesNamed({ kind: 'system', task: 'test' })).toEqual({});
  });
});
