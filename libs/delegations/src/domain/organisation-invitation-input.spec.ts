import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { NEW_INVITATION, SEATS, seatsFrom } from './organisation-invitation-input.js';

const said = (seats: unknown): unknown => {
  const { success, error } = SEATS.safeParse(seats);
  return success ? [] : error.issues.map(({ message, path }) => [message, ...path]);
};

describe('seats of an input', () => {
  it('name each role once, and one seat at least', () => {
    const head = { role: 'HEAD', count: 1 };
    expect(said([head, { role: 'DELEGATE', count: 3 }])).toEqual([]);
    expect(said([head, head])).toEqual([['Give each role once.']]);
    expect(said([{ role: 'HEAD', count: 0 }])).toEqual([['Offer one seat at least.']]);
    expect(said([])).toEqual([['Offer one seat at least.']]);
  });

  it('are refused at the count that is wrong', () => {
    expect(
      said([
        { role: 'DELEGATE', count: 1 },
        { role: 'HEAD', count: 2 },
      ]),
    ).toEqual([['A delegation has one head at most.', 1, 'count']]);
    expect(said([{ role: 'PRESS', count: 501 }])).toEqual([
      ['Offer at most 500 seats of one role.', 0, 'count'],
    ]);
  });

  it('leave out the roles of which none is offered', () => {
    expect(
      seatsFrom([
        { role: 'HEAD', count: 1 },
        { role: 'SPOUSE', count: 0 },
      ]),
    ).toEqual({ HEAD: 1 });
  });
});

describe('the date for replies', () => {
  const replyBy = z.object({ replyBy: NEW_INVITATION.replyBy });

  it.each(['2027-02-29', '0000-01-01', '1999-12-31', '2200-01-01', '15.9.2027', 'tomorrow'])(
    'is no %s',
    (day) => {
      expect(replyBy.safeParse({ replyBy: day }).success).toBe(false);
    },
  );

  it('is a day of the calendar', () => {
    expect(replyBy.parse({ replyBy: '2027-09-15' })).toEqual({ replyBy: '2027-09-15' });
  });
});
