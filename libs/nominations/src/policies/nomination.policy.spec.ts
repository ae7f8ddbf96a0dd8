import { describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import {
  availableActions,
  type NominationFacts,
  UNAVAILABLE_ACTION_CODES,
  unavailableActions,
} from './nomination.policy.js';

const conferenceId = newId();
const bodyId = newId();
const host = newId();

const somebody = (...roles: Role[]): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: roles.map((role) => ({ role, conferenceId, bodyId: role.startsWith('HOST') ? host : bodyId })),
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const coordinator = somebody('PARTNER_COORDINATOR');
const officer = somebody('HOST_OFFICER');
const approver = somebody('HOST_APPROVER');
const both = somebody('HOST_OFFICER', 'HOST_APPROVER');

const facts = (
  state: NominationFacts['state'],
  review: object | null = null,
  more: object = {},
): NominationFacts => ({
  conferenceId,
  bodyId,
  state,
  isWindowOpen: true,
  review:
    review === null
      ? null
      : {
          stage: 'SIGN_OFF',
          createdBy: null,
          lastEditedBy: null,
          recommendedBy: [],
          involvedBefore: [],
          signedOffBy: [],
          ...review,
        },
  ...more,
});

const inReview = (review: object) => facts('UNDER_REVIEW', review);

const CASES: [code: string, action: string, actor: UserActor, of: NominationFacts, reason: RegExp][] = [
  ['NOT_IN_STATE', 'UPDATE', coordinator, facts('APPROVED'), /^It is approved\. This cannot be done now\.$/],
  ['NOT_IN_STATE', 'CORRECT_EMAIL', coordinator, facts('DRAFT'), /^It is a draft\./],
  ['WINDOW_CLOSED', 'SUBMIT', coordinator, facts('DRAFT', null, { isWindowOpen: false }), /window is closed/],
  ['RECOMMENDED_ALREADY', 'RECOMMEND', officer, inReview({}), /recommended already/],
  ['NOT_RECOMMENDED_YET', 'DECIDE', approver, inReview({ stage: 'REVIEW' }), /has to recommend first/],
  ['MADE_BY_YOU', 'DECIDE', approver, inReview({ createdBy: approver.userId }), /^You made/],
  ['EDITED_BY_YOU', 'DECIDE', approver, inReview({ lastEditedBy: approver.userId }), /^You edited/],
  [
    'RECOMMENDED_BY_YOU',
    'DECIDE',
    approver,
    inReview({ recommendedBy: [approver.userId] }),
    /^You recommended/,
  ],
  ['WORKED_ON_BY_YOU', 'DECIDE', approver, inReview({ involvedBefore: [approver.userId] }), /^You worked/],
  ['SIGNED_OFF_BY_YOU', 'CORRECT_EMAIL', both, inReview({ signedOffBy: [both.userId] }), /^You signed/],
];

describe('what cannot be done now', () => {
  it.each(CASES)('has the code %s for %s, and the same in English', (code, action, actor, of, reason) => {
    const found = unavailableActions(actor, of).find((one) => one.action === action);
    expect(found).toEqual({ action, code, reason: expect.stringMatching(reason) });
    expect(availableActions(actor, of)).not.toContain(action);
  });

  it('is told for every code that there is', () => {
    expect([...new Set(CASES.map(([code]) => code))].sort()).toEqual([...UNAVAILABLE_ACTION_CODES].sort());
  });

  it('leaves out what the role does not allow at all', () => {
    expect(unavailableActions(officer, facts('DRAFT')).map(({ action }) => action)).toEqual([
      'CORRECT_EMAIL',
      'RECOMMEND',
      'RETURN',
    ]);
  });
});
