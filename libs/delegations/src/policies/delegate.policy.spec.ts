import { describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { type OrganisationInvitationState } from '../domain/organisation-invitation.lifecycle.js';
import { areDelegationsOpen, canNameDelegates, changesDelegation, requireOpen } from './delegate.policy.js';

const whose = { conferenceId: newId(), organisationId: newId() };
const user = (grants: UserActor['grants'], canWrite = true): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants,
  canWrite,
  via: 'session',
  credentialId: newId(),
});
const ofHost = (role: Role, conferenceId = whose.conferenceId) =>
  user([{ role, conferenceId, bodyId: null }]);
const answersFor = (organisationId: string, canWrite = true) =>
  user([{ role: 'FOCAL_POINT', conferenceId: whose.conferenceId, bodyId: null, organisationId }], canWrite);

const officer = ofHost('HOST_OFFICER');
const focalPoint = answersFor(whose.organisationId);
const can = (actor: UserActor, isOpen: boolean, state: OrganisationInvitationState = 'ACCEPTED') =>
  canNameDelegates(actor, { ...whose, state, isOpen });

describe('who changes a delegation', () => {
  it('is whoever answers for the organisation until the freeze, and afterwards the host alone', () => {
    expect([can(focalPoint, true), can(focalPoint, false)]).toEqual([true, false]);
    expect([can(officer, true), can(officer, false)]).toEqual([true, true]);
    expect(() => requireOpen(officer, whose, false)).not.toThrow();
    expect(() => requireOpen(focalPoint, whose, true)).not.toThrow();
    expect(() => requireOpen(focalPoint, whose, false)).toThrow(
      expect.objectContaining({ code: 'DELEGATIONS_FROZEN' }),
    );
  });

  it('is nobody else, at no time', () => {
    const others = [
      answersFor(newId()),
      ofHost('HOST_APPROVER'),
      ofHost('HOST_ADMINISTRATOR'),
      ofHost('AUDITOR'),
      ofHost('HOST_OFFICER', newId()),
    ];
    for (const one of others) {
      expect([changesDelegation(one, whose), can(one, true), can(one, false)]).toEqual([false, false, false]);
      expect(() => requireOpen(one, whose, false)).toThrow();
    }
  });

  it('is offered while the organisation has accepted, to whoever may write', () => {
    for (const state of ['SENT', 'REGRETS', 'LAPSED', 'REVOKED'] as const)
      expect([can(focalPoint, true, state), can(officer, true, state)]).toEqual([false, false]);
    expect(can(answersFor(whose.organisationId, false), true)).toBe(false);
  });
});

describe('the time of delegations', () => {
  const [opensAt, closesAt] = [new Date('2027-09-01T08:00:00Z'), new Date('2027-10-15T16:00:00Z')];
  const at = (moment: string, kind: 'DELEGATION' | 'SUBSTITUTION' = 'DELEGATION') =>
    areDelegationsOpen({ windows: [{ id: newId(), kind, opensAt, closesAt }] }, new Date(moment));

  it('is the window of the conference, to its last moment', () => {
    expect(at('2027-08-31T12:00:00Z')).toBe(false);
    expect(at('2027-10-15T16:00:00.000Z')).toBe(true);
    expect(at('2027-10-15T16:00:00.001Z')).toBe(false);
  });

  it('never ends where the conference says nothing, whatever other times it has', () => {
    expect(at('2030-01-01T00:00:00Z', 'SUBSTITUTION')).toBe(true);
    expect(areDelegationsOpen({ windows: [] }, new Date())).toBe(true);
  });
});
