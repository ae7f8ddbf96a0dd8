import { describe, expect, it } from '@jest/globals';
import {
  problemsOfQuota,
  problemsOfSubject,
  type QuotaState,
  type SubjectStanding,
} from './quota-verdict.js';

const same = (count: number) => ({ stored: count, ledger: count });
const quota = (more: Partial<QuotaState> = {}): QuotaState => ({
  id: 'q',
  body: 'Sample Chamber',
  constituency: 'Business',
  allotted: same(5),
  overridden: same(1),
  held: same(2),
  consumed: same(3),
  onOffer: 2,
  ...more,
});
const subject = (more: Partial<SubjectStanding> = {}): SubjectStanding => ({
  id: 'n',
  name: 'nomination X-1',
  bodyId: 'b',
  constituencyId: 'c',
  place: 'NONE',
  state: 'WITHDRAWN',
  settledBy: ['n'],
  ...more,
});
const entry = (held: number, consumed: number, quotaId = 'q') =>
  new Map([[quotaId, { subjectId: 'n', quotaId, held, consumed }]]);
const where = { quotaId: 'q', placeOf: (id: string) => `place ${id}`, isSettling: false };

describe('a quota beside its ledger', () => {
  it('is silent where they agree, with all on offer that is not used for good', () => {
    expect(problemsOfQuota(quota())).toEqual([]);
    expect(problemsOfQuota(quota({ onOffer: 3 }))).toEqual([]);
  });

  it.each([
    ['allotted', { stored: 6, ledger: 5 }, 'allotted is 6, the ledger says 5 (+1).'],
    ['overridden', { stored: 0, ledger: 1 }, 'overridden is 0, the ledger says 1 (-1).'],
    ['held', { stored: 2, ledger: 0 }, 'held is 2, the ledger says 0 (+2).'],
    ['consumed', { stored: 3, ledger: 4 }, 'consumed is 3, the ledger says 4 (-1).'],
  ])('says by how much %s is off', (counter, counted, said) => {
    expect(problemsOfQuota(quota({ [counter]: counted }))).toEqual([`Sample Chamber, Business: ${said}`]);
  });

  it.each([
    [4, '(+1)'],
    [-1, '(-1)'],
  ])('says that %s cannot be on offer', (onOffer, by) => {
    expect(problemsOfQuota(quota({ onOffer }))).toEqual([
      `Sample Chamber, Business: on offer are ${onOffer}, between 0 and 3 can be ${by}.`,
    ]);
  });
});

describe('a subject beside the ledger', () => {
  it('is silent where it has what its state asks for', () => {
    expect(problemsOfSubject(subject(), new Map(), where)).toEqual([]);
    expect(problemsOfSubject(subject({ place: 'HELD' }), entry(1, 0), where)).toEqual([]);
    expect(problemsOfSubject(subject({ place: 'USED' }), entry(0, 1), where)).toEqual([]);
  });

  it('is told where it has a place and should not', () => {
    expect(problemsOfSubject(subject(), entry(1, 0), where)).toEqual([
      'place q: nomination X-1 is WITHDRAWN and holds 1 of the places, 0 would be right (+1).',
    ]);
  });

  it('is told where it lacks a place', () => {
    expect(problemsOfSubject(subject({ place: 'USED', state: 'APPROVED' }), new Map(), where)).toEqual([
      'place q: nomination X-1 is APPROVED and uses 0 of the places, 1 would be right (-1).',
    ]);
    const nowhere = { ...where, quotaId: undefined };
    expect(problemsOfSubject(subject({ place: 'HELD', state: 'SUBMITTED' }), new Map(), nowhere)).toEqual([
      'nomination X-1 is SUBMITTED and its body has no places for it (-1).',
    ]);
  });

  it('is told where its place is another than its own', () => {
    expect(
      problemsOfSubject(subject({ place: 'HELD', state: 'RETURNED' }), entry(1, 0, 'other'), where),
    ).toEqual([
      'place other: nomination X-1 is RETURNED and holds 1 of the places, 0 would be right (+1).',
      'place q: nomination X-1 is RETURNED and holds 0 of the places, 1 would be right (-1).',
    ]);
  });

  it('keeps a used place that is on its way back, and nothing else, until that work is done', () => {
    const settling = { ...where, isSettling: true };
    expect(problemsOfSubject(subject(), entry(0, 1), settling)).toEqual([]);
    expect(problemsOfSubject(subject(), entry(0, 2), settling)).toHaveLength(1);
    expect(problemsOfSubject(subject(), entry(1, 0), settling)).toHaveLength(1);
    expect(problemsOfSubject(subject(), entry(0, 1), where)).toHaveLength(1);
  });
});
