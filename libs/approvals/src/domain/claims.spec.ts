import { describe, expect, it } from '@jest/globals';
import { type Claimable, type Colleague, obstacleToClaim, spreadReviews } from './claims.js';

const officer = (userId: string, more: Partial<Colleague> = {}): Colleague => ({
  userId,
  roles: ['HOST_OFFICER'],
  isAbsent: false,
  ...more,
});
const approver = (userId: string): Colleague => officer(userId, { roles: ['HOST_APPROVER'] });
const review = (subjectId: string, more: Partial<Claimable> = {}): Claimable => ({
  id: `review of ${subjectId}`,
  subjectId,
  stage: 'REVIEW',
  round: 1,
  createdBy: 'maker',
  lastEditedBy: 'maker',
  recommendedBy: [],
  signedOffBy: [],
  involved: ['maker'],
  claimedBy: null,
  ...more,
});
const SIGN_OFF = { stage: 'SIGN_OFF' } as const;

describe('who takes a review', () => {
  it('is whoever may act at its stage', () => {
    expect(obstacleToClaim(officer('ada'), review('n'))).toBeUndefined();
    expect(obstacleToClaim(approver('bo'), review('n', SIGN_OFF))).toBeUndefined();
  });

  it.each<[string, Colleague, Partial<Claimable>, string]>([
    ['an approver at the review', approver('ada'), {}, 'OTHER_STAGE'],
    ['an officer at the sign-off', officer('ada'), SIGN_OFF, 'OTHER_STAGE'],
    ['an officer who made it', officer('ada'), { createdBy: 'ada' }, 'INVOLVED'],
    ['an officer who has recommended', officer('ada'), { recommendedBy: ['ada'] }, 'SPOKEN'],
    ['an officer who is away', officer('ada', { isAbsent: true }), {}, 'ABSENT'],
    ['an approver who edited it last', approver('ada'), { ...SIGN_OFF, lastEditedBy: 'ada' }, 'INVOLVED'],
    ['an approver who recommended', approver('ada'), { ...SIGN_OFF, recommendedBy: ['ada'] }, 'INVOLVED'],
    ['an approver who submitted it', approver('ada'), { ...SIGN_OFF, involved: ['ada'] }, 'INVOLVED'],
    ['an approver who has signed', approver('ada'), { ...SIGN_OFF, signedOffBy: ['ada'] }, 'SPOKEN'],
  ])('is not %s', (_who, colleague, more, obstacle) => {
    expect(obstacleToClaim(colleague, review('n', more))).toBe(obstacle);
  });

  it('may be an officer who has edited it: they recommend all the same', () => {
    expect(
      obstacleToClaim(officer('ada'), review('n', { lastEditedBy: 'ada', involved: ['ada'] })),
    ).toBeUndefined();
  });
});

describe('reviews spread over colleagues', () => {
  const names = (spread: ReturnType<typeof spreadReviews>): (string | null | undefined)[] =>
    ['a', 'b', 'c', 'd'].map((id) => spread.get(id)?.userId);
  const four = ['a', 'b', 'c', 'd'].map((id) => review(id));

  it('go in turns to those who have as many', () => {
    expect(names(spreadReviews(four, [officer('ada'), officer('bo')], new Map()))).toEqual([
      'ada',
      'bo',
      'ada',
      'bo',
    ]);
  });

  it('make up for what each is on already', () => {
    const load = new Map([['ada', 3]]);
    expect(names(spreadReviews(four, [officer('ada'), officer('bo')], load))).toEqual([
      'bo',
      'bo',
      'bo',
      'ada',
    ]);
  });

  it('skip whoever is involved, with why, and leave to nobody what none of them may do', () => {
    const spread = spreadReviews(
      [review('a', { createdBy: 'ada' }), review('b', SIGN_OFF)],
      [officer('ada'), officer('bo')],
      new Map(),
    );
    expect(spread.get('a')).toEqual({
      userId: 'bo',
      isKept: false,
      obstacles: [{ userId: 'ada', obstacle: 'INVOLVED' }],
    });
    expect(spread.get('b')).toEqual({
      userId: null,
      isKept: false,
      obstacles: [
        { userId: 'ada', obstacle: 'OTHER_STAGE' },
        { userId: 'bo', obstacle: 'OTHER_STAGE' },
      ],
    });
  });

  it('give first what few may take, so that it stays even', () => {
    const [a, b] = [review('a'), review('b', { createdBy: 'ada' })];
    const spread = spreadReviews([a, b], [officer('bo'), officer('ada')], new Map());
    expect([spread.get('a')?.userId, spread.get('b')?.userId]).toEqual(['ada', 'bo']);
  });

  it('stay with whoever of them is on them, and leave anybody else', () => {
    const spread = spreadReviews(
      [review('a', { claimedBy: 'ada' }), review('b', { claimedBy: 'cy' })],
      [officer('ada'), officer('bo')],
      new Map([['ada', 1]]),
    );
    expect(spread.get('a')).toMatchObject({ userId: 'ada', isKept: true });
    expect(spread.get('b')).toMatchObject({ userId: 'bo', isKept: false });
  });
});
