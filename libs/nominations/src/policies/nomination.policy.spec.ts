import { describe, expect, it } from '@jest/globals';
import { newId, type Role, ROLES, type UserActor } from '#libs/kernel';
import {
  NOMINATION_ACTIONS,
  NOMINATION_STATES,
  type NominationAction,
} from '../domain/nomination.lifecycle.js';
import {
  availableActions,
  mayEver,
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
const nominator = somebody('PARTNER_NOMINATOR');
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
  isReady: false,
  isWindowOpen: true,
  isSubstitutionOpen: true,
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
          claim: null,
          ...review,
        },
  ...more,
});

const inReview = (review: object) => facts('UNDER_REVIEW', review);

const CASES: [code: string, action: string, actor: UserActor, of: NominationFacts, reason: RegExp][] = [
  [
    'NOT_IN_STATE',
    'UPDATE',
    coordinator,
    facts('SUBMITTED'),
    /^It has been submitted\. This cannot be done now\.$/,
  ],
  ['WINDOW_CLOSED', 'SUBMIT', coordinator, facts('DRAFT', null, { isWindowOpen: false }), /window is closed/],
  [
    'SUBSTITUTIONS_FROZEN',
    'SUBSTITUTE',
    coordinator,
    facts('APPROVED', null, { isSubstitutionOpen: false }),
    /^Substitutions are frozen\. Ask the host/,
  ],
  ['RECOMMENDED_ALREADY', 'RECOMMEND', officer, inReview({}), /recommended already/],
  ['NOT_RECOMMENDED_YET', 'DECIDE', approver, inReview({ stage: 'REVIEW' }), /has to recommend first/],
  ['MADE_BY_YOU', 'DECIDE', approver, inReview({ createdBy: approver.userId }), /^You made/],
  [
    'MADE_BY_YOU',
    'RECOMMEND',
    officer,
    inReview({ stage: 'REVIEW', createdBy: officer.userId }),
    /others have to recommend it/,
  ],
  ['EDITED_BY_YOU', 'DECIDE', approver, inReview({ lastEditedBy: approver.userId }), /^You edited/],
  [
    'RECOMMENDED_BY_YOU',
    'DECIDE',
    approver,
    inReview({ recommendedBy: [approver.userId] }),
    /^You recommended/,
  ],
  ['WORKED_ON_BY_YOU', 'DECIDE', approver, inReview({ involvedBefore: [approver.userId] }), /^You worked/],
  ['SIGNED_OFF_BY_YOU', 'CORRECT', both, inReview({ signedOffBy: [both.userId] }), /^You signed/],
];

const greyFor = (actor: UserActor, of: NominationFacts) =>
  unavailableActions(actor, of).map(({ action }) => action);

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
    expect(greyFor(officer, inReview({}))).toEqual(['RECOMMEND']);
  });

  it('is for a coordinator only the change of what is with the host', () => {
    const grey = NOMINATION_STATES.map((state) => [state, greyFor(coordinator, facts(state))]);
    expect(grey.filter(([, actions]) => actions?.length !== 0)).toEqual([
      ['SUBMITTED', ['UPDATE']],
      ['UNDER_REVIEW', ['UPDATE']],
    ]);
  });

  it('is for an approver signing off before an officer recommends, and no undoing of a decision that is not there', () => {
    expect(greyFor(approver, inReview({ stage: 'REVIEW' }))).toEqual(['DECIDE']);
    expect(greyFor(approver, inReview({}))).toEqual([]);
  });

  it('freezes what bodies substitute, and nothing that the host does', () => {
    const frozen = facts('APPROVED', null, { isSubstitutionOpen: false });
    expect(availableActions(coordinator, frozen)).not.toContain('SUBSTITUTE');
    expect(availableActions(officer, frozen)).toContain('SUBSTITUTE');
    expect(availableActions(coordinator, facts('APPROVED'))).toContain('SUBSTITUTE');
    expect(availableActions(coordinator, facts('RESERVED'))).not.toContain('SUBSTITUTE');
  });

  it('gives no reason twice', () => {
    for (const actor of [coordinator, officer, approver]) {
      for (const state of NOMINATION_STATES) {
        for (const isWindowOpen of [true, false]) {
          const reasons = unavailableActions(actor, facts(state, null, { isWindowOpen })).map(
            ({ reason }) => reason,
          );
          expect(new Set(reasons).size).toBe(reasons.length);
        }
      }
    }
  });
});

describe('a nomination can be said to be ready', () => {
  const can = (actor: UserActor, isReady: boolean): string[] =>
    availableActions(actor, { ...facts('DRAFT'), isReady }).filter((action) => action.endsWith('READY'));

  it('by a nominator, and that taken back by nominators and coordinators, each when it says something new', () => {
    expect([can(nominator, false), can(nominator, true)]).toEqual([['MARK_READY'], ['UNMARK_READY']]);
    expect([can(coordinator, false), can(coordinator, true)]).toEqual([[], ['UNMARK_READY']]);
  });
});

describe('a review can be taken on', () => {
  const canTake = (actor: UserActor, review: object): boolean =>
    availableActions(actor, inReview(review)).includes('CLAIM');
  const REVIEW = { stage: 'REVIEW' } as const;

  it('by whoever may act at its stage, while nobody is on it', () => {
    expect([canTake(officer, REVIEW), canTake(approver, {})]).toEqual([true, true]);
    expect([canTake(approver, REVIEW), canTake(officer, {})]).toEqual([false, false]);
    expect(canTake(officer, { ...REVIEW, claim: 'COLLEAGUES' })).toBe(false);
    expect(canTake(officer, { ...REVIEW, claim: 'MINE' })).toBe(false);
  });

  it('by nobody who is involved, or has spoken', () => {
    expect(canTake(officer, { ...REVIEW, createdBy: officer.userId })).toBe(false);
    expect(canTake(officer, { ...REVIEW, recommendedBy: [officer.userId] })).toBe(false);
    expect(canTake(approver, { involvedBefore: [approver.userId] })).toBe(false);
    expect(canTake(approver, { signedOffBy: [approver.userId] })).toBe(false);
  });

  it('and let go by whoever is on it alone', () => {
    const canLetGo = (claim: unknown): boolean =>
      availableActions(officer, inReview({ ...REVIEW, claim })).includes('RELEASE_CLAIM');
    expect([canLetGo('MINE'), canLetGo('COLLEAGUES'), canLetGo(null)]).toEqual([true, false, false]);
  });
});

describe('an action is for these roles within their scope, and for no other', () => {
  const WHO: Readonly<Record<NominationAction, readonly Role[]>> = {
    UPDATE: ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'],
    MARK_READY: ['PARTNER_NOMINATOR'],
    UNMARK_READY: ['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'],
    SUBMIT: ['PARTNER_COORDINATOR'],
    WITHDRAW: ['PARTNER_COORDINATOR'],
    SUBSTITUTE: ['HOST_OFFICER', 'PARTNER_COORDINATOR'],
    CORRECT: ['HOST_OFFICER', 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'],
    CLAIM: ['HOST_APPROVER', 'HOST_OFFICER'],
    RELEASE_CLAIM: ['HOST_APPROVER', 'HOST_OFFICER'],
    RECOMMEND: ['HOST_OFFICER'],
    RETURN: ['HOST_OFFICER'],
    DECIDE: ['HOST_APPROVER'],
    REOPEN: ['HOST_APPROVER'],
    RELEASE: ['HOST_APPROVER'],
    PROMOTE: ['HOST_APPROVER'],
  };

  it.each(NOMINATION_ACTIONS)('%s', (action) => {
    const may = (of: { conferenceId: string; bodyId: string }): Role[] =>
      ROLES.filter((role) => mayEver[action](somebody(role), of));
    expect(may({ conferenceId, bodyId }).sort()).toEqual([...WHO[action]].sort());
    expect(may({ conferenceId: newId(), bodyId: newId() })).toEqual([]);
  });
});
