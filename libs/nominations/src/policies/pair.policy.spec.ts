import { describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { type NominationFacts } from './nomination.policy.js';
import { availablePairActions, type PairFacts, unavailablePairActions } from './pair.policy.js';

const conferenceId = newId();
const somebody = (role: Role, canWrite = true): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId, bodyId: null }],
  canWrite,
  via: 'session',
  credentialId: newId(),
});
const officer = somebody('HOST_OFFICER');

const nomination = (
  state: NominationFacts['state'],
  signedOffBy: readonly string[] = [],
): NominationFacts => ({
  conferenceId,
  bodyId: newId(),
  state,
  isReady: false,
  isWindowOpen: true,
  isSubstitutionOpen: true,
  review: {
    stage: 'SIGN_OFF',
    createdBy: null,
    lastEditedBy: null,
    recommendedBy: [],
    involvedBefore: [],
    signedOffBy,
    claim: null,
  },
});
const pair = (more: Partial<PairFacts> = {}): PairFacts => ({
  state: 'SAME',
  first: nomination('UNDER_REVIEW'),
  second: nomination('SUBMITTED'),
  ...more,
});
const codes = (actor: UserActor, of: PairFacts) =>
  unavailablePairActions(actor, of).map(({ action, code }) => [action, code]);

describe('what can be done with a pair', () => {
  it('is all of it for an officer, once it is judged SAME', () => {
    expect(availablePairActions(officer, pair())).toEqual(['JUDGE', 'MERGE_INTO_FIRST', 'MERGE_INTO_SECOND']);
    expect(unavailablePairActions(officer, pair())).toEqual([]);
  });

  it('is judging alone for an approver, and nothing for whoever only reads', () => {
    expect(availablePairActions(somebody('HOST_APPROVER'), pair())).toEqual(['JUDGE']);
    expect(codes(somebody('HOST_APPROVER'), pair({ state: 'OPEN' }))).toEqual([]);
    for (const reader of [
      somebody('AUDITOR'),
      somebody('HOST_ADMINISTRATOR'),
      somebody('HOST_OFFICER', false),
    ])
      expect([availablePairActions(reader, pair()), codes(reader, pair())]).toEqual([[], []]);
  });

  it.each(['OPEN', 'LATER', 'DIFFERENT'] as const)('is no merge where it is %s', (state) => {
    expect(availablePairActions(officer, pair({ state }))).toEqual(['JUDGE']);
    expect(codes(officer, pair({ state }))).toEqual([
      ['MERGE_INTO_FIRST', 'NOT_JUDGED_SAME'],
      ['MERGE_INTO_SECOND', 'NOT_JUDGED_SAME'],
    ]);
  });

  it('is no merge into one that cannot be corrected, and says why', () => {
    const signed = pair({ first: nomination('UNDER_REVIEW', [officer.userId]) });
    expect(codes(officer, signed)).toEqual([['MERGE_INTO_FIRST', 'SIGNED_OFF_BY_YOU']]);
    expect(availablePairActions(officer, signed)).toEqual(['JUDGE', 'MERGE_INTO_SECOND']);
    const returned = pair({ second: nomination('RETURNED') });
    expect(unavailablePairActions(officer, returned)).toEqual([
      {
        action: 'MERGE_INTO_SECOND',
        code: 'NOT_IN_STATE',
        reason: 'It is back with the body that nominated. This cannot be done now.',
      },
    ]);
  });
});
