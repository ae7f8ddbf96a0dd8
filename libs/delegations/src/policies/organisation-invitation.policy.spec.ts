import { describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { type OrganisationInvitationState } from '../domain/organisation-invitation.lifecycle.js';
import { availableActions, type InvitationFacts } from './organisation-invitation.policy.js';

const conferenceId = newId();
const organisationId = newId();
const actor = (...roles: readonly Role[]): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: roles.map((role) => ({ conferenceId, bodyId: null, role })),
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const facts = (state: OrganisationInvitationState, more: Partial<InvitationFacts> = {}): InvitationFacts => ({
  conferenceId,
  organisationId,
  state,
  editors: [newId()],
  acknowledgedAt: null,
  askedAt: null,
  isPast: false,
  ...more,
});
const officer = actor('HOST_OFFICER');
const approver = actor('HOST_APPROVER');
const focalPoint = (answersFor: string): UserActor => ({
  ...actor(),
  grants: [{ role: 'FOCAL_POINT', conferenceId, bodyId: null, organisationId: answersFor }],
});

describe('what is offered of the invitation of an organisation', () => {
  it('is an officer’s but for the approval, which is an approver’s', () => {
    expect(availableActions(officer, facts('DRAFT'))).toEqual(['UPDATE', 'REVOKE']);
    expect(availableActions(approver, facts('DRAFT'))).toEqual(['APPROVE']);
    expect(availableActions(officer, facts('APPROVED'))).toEqual(['UPDATE', 'SEND', 'REVOKE']);
    expect(availableActions(approver, facts('SENT'))).toEqual([]);
  });

  it.each(['HOST_ADMINISTRATOR', 'AUDITOR', 'PARTNER_COORDINATOR'] as const)('is nothing to %s', (role) => {
    for (const state of ['DRAFT', 'APPROVED', 'SENT', 'REGRETS'] as const)
      expect(availableActions(actor(role), facts(state))).toEqual([]);
  });

  it('is an answer to whoever answers for the organisation, and nothing to whoever does for another', () => {
    const own = focalPoint(organisationId);
    expect(availableActions(own, facts('DRAFT'))).toEqual([]);
    expect(availableActions(own, facts('SENT'))).toEqual(['ACCEPT', 'REGRET']);
    expect(availableActions(own, facts('ACCEPTED'))).toEqual(['REGRET']);
    expect(availableActions(own, facts('REVOKED'))).toEqual([]);
    for (const state of ['SENT', 'ACCEPTED', 'REGRETS', 'LAPSED'] as const)
      expect(availableActions(focalPoint(newId()), facts(state))).toEqual([]);
  });

  it('is a question after the date or after regrets, asked once, and answered by the host (case G12)', () => {
    const own = focalPoint(organisationId);
    const asked = { isPast: true, askedAt: new Date() };
    expect(availableActions(own, facts('SENT', { isPast: true }))).toEqual(['ASK', 'REGRET']);
    expect(availableActions(own, facts('REGRETS'))).toEqual(['ASK']);
    expect(availableActions(own, facts('LAPSED', { isPast: true }))).toEqual(['ASK', 'REGRET']);
    expect(availableActions(own, facts('LAPSED', asked))).toEqual(['REGRET']);
    expect(availableActions(officer, facts('REGRETS', asked))).toEqual(['ADMIT', 'DECLINE', 'REVOKE']);
  });

  it('is no approval to whoever has drafted or changed the letter at any time', () => {
    const both = actor('HOST_OFFICER', 'HOST_APPROVER');
    expect(availableActions(both, facts('DRAFT'))).toContain('APPROVE');
    expect(availableActions(both, facts('DRAFT', { editors: [newId(), both.userId] }))).toEqual([
      'UPDATE',
      'REVOKE',
    ]);
  });

  it('is an acceptance in time, and the host’s yes after the date or after regrets (case G12)', () => {
    expect(availableActions(officer, facts('SENT'))).toEqual([
      'ACKNOWLEDGE',
      'ACCEPT',
      'REGRET',
      'REMIND',
      'EXTEND',
      'REVOKE',
    ]);
    expect(availableActions(officer, facts('SENT', { isPast: true }))).toEqual([
      'ACKNOWLEDGE',
      'ADMIT',
      'REGRET',
      'REMIND',
      'EXTEND',
      'REVOKE',
    ]);
    expect(availableActions(officer, facts('REGRETS'))).toEqual(['ADMIT', 'REVOKE']);
    expect(availableActions(officer, facts('LAPSED', { isPast: true }))).toEqual([
      'ADMIT',
      'REGRET',
      'REMIND',
      'EXTEND',
      'REVOKE',
    ]);
  });

  it('is a reminder to who has not answered, and to nobody who waits for the host', () => {
    for (const state of ['SENT', 'LAPSED'] as const) {
      expect(availableActions(officer, facts(state))).toContain('REMIND');
      expect(availableActions(officer, facts(state, { askedAt: new Date() }))).not.toContain('REMIND');
    }
    for (const state of ['DRAFT', 'APPROVED', 'ACCEPTED', 'REGRETS', 'REVOKED'] as const)
      expect(availableActions(officer, facts(state))).not.toContain('REMIND');
  });

  it('is an acknowledgement once', () => {
    expect(availableActions(officer, facts('SENT', { acknowledgedAt: new Date() }))).not.toContain(
      'ACKNOWLEDGE',
    );
  });

  it('is nothing to a token that only reads', () => {
    expect(availableActions({ ...officer, canWrite: false }, facts('DRAFT'))).toEqual([]);
  });
});
