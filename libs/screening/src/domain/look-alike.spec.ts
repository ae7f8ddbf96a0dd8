import { describe, expect, it } from '@jest/globals';
import { type Comparable, isAlike, likenessTo } from './look-alike.js';

const person = (name: string, more: Partial<Comparable> = {}): Comparable => ({
  name,
  emailFold: null,
  ...more,
});
const reasonsOf = (one: Comparable, other: Comparable) => likenessTo(one)(other).reasons;

describe('how alike two people are', () => {
  it('says that names are the same, and in what other names differ', () => {
    expect(likenessTo(person('Ada Lovesample'))(person('Ada Lovesample'))).toEqual({
      score: 1,
      reasons: ['SAME_NAME'],
    });
    expect(reasonsOf(person('William Notional'), person('Bill Notional'))).toEqual([
      'SIMILAR_NAME',
      'NICKNAME',
    ]);
    expect(reasonsOf(person('Ada Lovesample'), person('Lovesample Ada'))).toEqual([
      'SIMILAR_NAME',
      'OTHER_ORDER',
    ]);
  });

  it('has no reason for two names that are two people’s', () => {
    const likeness = likenessTo(person('Ada Lovesample'))(person('Nigel Notional'));
    expect(likeness.reasons).toEqual([]);
    expect(isAlike(likeness)).toBe(false);
  });

  it('takes one address for one person, whatever the names', () => {
    const email = { emailFold: 'ada@example.org' };
    const likeness = likenessTo(person('Ada Lovesample', email))(person('Nigel Notional', email));
    expect(likeness).toEqual({ score: 0.95, reasons: ['SAME_EMAIL'] });
    expect(likenessTo(person('Ada Lovesample', email))(person('Ada Lovesample', email))).toEqual({
      score: 1,
      reasons: ['SAME_EMAIL', 'SAME_NAME'],
    });
    // Who has given none has none in common.
    expect(reasonsOf(person('Ada Lovesample'), person('Nigel Notional'))).toEqual([]);
  });

  it('compares the name for the badge too, of either, and takes the most alike of their names', () => {
    const byBadge = person('李小明', { badgeName: 'William Notional' });
    expect(reasonsOf(byBadge, person('Bill Notional'))).toEqual(['SIMILAR_NAME', 'NICKNAME']);
    expect(reasonsOf(person('Bill Notional'), byBadge)).toEqual(['SIMILAR_NAME', 'NICKNAME']);
    expect(likenessTo(byBadge)(person('王大伟', { badgeName: 'William Notional' }))).toEqual({
      score: 1,
      reasons: ['SAME_NAME'],
    });
  });
});
