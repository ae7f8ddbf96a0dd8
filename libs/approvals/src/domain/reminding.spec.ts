import { describe, expect, it } from '@jest/globals';
import { type Claimable, type Colleague } from './claims.js';
import { remindingOf } from './reminding.js';

const officer = (userId: string, more: Partial<Colleague> = {}): Colleague => ({
  userId,
  roles: ['HOST_OFFICER'],
  isAbsent: false,
  ...more,
});
const REVIEW: Claimable = {
  id: 'review',
  subjectId: 'n',
  stage: 'REVIEW',
  round: 1,
  createdBy: 'maker',
  lastEditedBy: 'maker',
  recommendedBy: ['bo'],
  signedOffBy: [],
  involved: [],
  claimedBy: null,
};
const STAFF = [officer('ada'), officer('bo'), officer('maker'), officer('cy', { roles: ['HOST_APPROVER'] })];
const by = (callerId: string, ...told: string[]) => ({ callerId, told: new Set(told) });

describe('whoever still has to act on a review', () => {
  it('is reminded: the people of its stage who have not spoken and may', () => {
    expect(remindingOf(REVIEW, STAFF, by('cy'))).toEqual({ reminded: ['ada'], skipped: [] });
  });

  it('is whoever is on it alone, where somebody is', () => {
    const staff = [...STAFF, officer('dee')];
    expect(remindingOf({ ...REVIEW, claimedBy: 'dee' }, staff, by('cy'))).toEqual({
      reminded: ['dee'],
      skipped: [],
    });
  });

  it('is not reminded twice a day, nor while away, nor by themselves; and it is told', () => {
    const staff = [officer('ada'), officer('dee', { isAbsent: true }), officer('eve')];
    expect(remindingOf(REVIEW, staff, by('eve', 'ada'))).toEqual({
      reminded: [],
      skipped: [
        { userId: 'ada', obstacle: 'REMINDED_TODAY' },
        { userId: 'dee', obstacle: 'ABSENT' },
        { userId: 'eve', obstacle: 'YOURSELF' },
      ],
    });
  });
});
