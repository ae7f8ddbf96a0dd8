import { describe, expect, it } from '@jest/globals';
import { chaserPlan, chasersOf } from './chasers.js';
import {
  ORGANISATION_INVITATION_STATES,
  organisationInvitationLifecycle,
  yesIn,
} from './organisation-invitation.lifecycle.js';
import { endOfDay, replyDateWords } from './reply-date.js';
import { hasFreeSeat, type Member, type SeatRole, seatBalances, seatsProblems } from './seats.js';
import { type Delegation, standingOf } from './standing.js';

const LONDON = 'Europe/London';
const REPLY_BY = '2027-09-15';
const members = (...roles: readonly SeatRole[]): Member[] =>
  roles.map((role, index) => ({ id: `member ${String(index + 1)}`, role }));

describe('the invitation of an organisation', () => {
  const lifecycle = organisationInvitationLifecycle;

  it('is approved before it is sent, is answered, lapses or is revoked, and nothing leads out of REVOKED', () => {
    expect(
      Object.fromEntries(ORGANISATION_INVITATION_STATES.map((state) => [state, lifecycle.actionsIn(state)])),
    ).toEqual({
      DRAFT: ['UPDATE', 'APPROVE', 'REVOKE'],
      APPROVED: ['UPDATE', 'SEND', 'REVOKE'],
      SENT: [
        'ACKNOWLEDGE',
        'ACCEPT',
        'ASK',
        'ADMIT',
        'DECLINE',
        'REGRET',
        'LAPSE',
        'REMIND',
        'EXTEND',
        'REVOKE',
      ],
      ACCEPTED: ['REGRET', 'REVOKE'],
      REGRETS: ['ASK', 'ADMIT', 'DECLINE', 'REVOKE'],
      LAPSED: ['ASK', 'ADMIT', 'DECLINE', 'REGRET', 'REMIND', 'EXTEND', 'REVOKE'],
      REVOKED: [],
    });
    expect(lifecycle.next('ACCEPTED', 'REGRET')).toBe('REGRETS');
    // A later date lets who has not answered answer again; regrets are an answer.
    expect(lifecycle.next('LAPSED', 'EXTEND')).toBe('SENT');
    expect(lifecycle.next('REGRETS', 'EXTEND')).toBeUndefined();
    // Whoever changes what was approved has it approved again.
    expect(lifecycle.next('APPROVED', 'UPDATE')).toBe('DRAFT');
  });

  it('is accepted by itself until the date for replies, and asked of the host after it or after regrets (case G12)', () => {
    expect(yesIn('SENT', false)).toBe('ACCEPT');
    expect(yesIn('SENT', true)).toBe('ASK_HOST');
    expect(yesIn('LAPSED', true)).toBe('ASK_HOST');
    expect(yesIn('REGRETS', true)).toBe('ASK_HOST');
    expect(yesIn('REGRETS', false)).toBe('ASK_HOST');
    expect(yesIn('DRAFT', false)).toBe('NONE');
    expect(yesIn('REVOKED', false)).toBe('NONE');
    // The host's yes leads from each of them to ACCEPTED.
    for (const state of ['SENT', 'LAPSED', 'REGRETS'] as const)
      expect(lifecycle.next(state, 'ADMIT')).toBe('ACCEPTED');
  });
});

describe('the date for replies', () => {
  it('ends with the day at the place of the conference (case G12)', () => {
    expect(endOfDay(REPLY_BY, LONDON).toISOString()).toBe('2027-09-15T22:59:59.000Z');
  });

  it.each([
    ['Europe/London', '2027-10-31', '2027-10-31T23:59:59.000Z'],
    ['Europe/London', '2027-10-30', '2027-10-30T22:59:59.000Z'],
    ['Europe/London', '2027-03-27', '2027-03-27T23:59:59.000Z'],
    ['Pacific/Tongatapu', '2027-09-15', '2027-09-15T10:59:59.000Z'],
    ['America/St_Johns', '2027-03-13', '2027-03-14T03:29:59.000Z'],
    ['UTC', '2027-12-31', '2027-12-31T23:59:59.000Z'],
    // There is no 00:00 of 6 October: clocks go forward at midnight.
    ['America/Asuncion', '2024-10-05', '2024-10-06T03:59:59.000Z'],
    // 00:00 of 7 November comes twice, and that day has 25 hours.
    ['America/Havana', '2027-11-06', '2027-11-07T03:59:59.000Z'],
    ['America/Havana', '2027-11-07', '2027-11-08T04:59:59.000Z'],
  ])('is right where clocks change: %s, %s', (zone, day, end) => {
    expect(endOfDay(day, zone).toISOString()).toBe(end);
  });

  it('is said with the end of the day, and on the reader’s own clock where that shows another day (case G12)', () => {
    expect(replyDateWords(REPLY_BY, LONDON, 'en-GB')).toEqual({
      day: expect.stringMatching(/^Wednesday,? 15 September 2027$/) as unknown as string,
      forReader: null,
    });
    expect(replyDateWords(REPLY_BY, LONDON, 'en-GB', 'Pacific/Tongatapu').forReader).toMatch(
      /^Thursday,? 16 September, 11:59$/,
    );
    expect(replyDateWords(REPLY_BY, LONDON, 'en-GB', 'Europe/Dublin').forReader).toBeNull();
    expect(replyDateWords(REPLY_BY, LONDON, 'fr', 'Europe/Paris').forReader).toBe(
      'jeudi 16 septembre, 00:59',
    );
  });
});

describe('chasers', () => {
  const plan = chaserPlan([2, 14, 7]) ?? [];
  const sent = { state: 'SENT', sentAt: new Date('2027-06-01T09:00:00Z'), replyBy: REPLY_BY } as const;
  const days = (chased: Parameters<typeof chasersOf>[1]): string[] =>
    chasersOf(plan, chased, LONDON).map(({ at }) => at.toISOString().slice(0, 10));

  it('go out on the days of the plan, before the date for replies', () => {
    expect(days(sent)).toEqual(['2027-09-01', '2027-09-08', '2027-09-13']);
  });

  it.each(['ACCEPTED', 'REGRETS', 'LAPSED', 'REVOKED', 'DRAFT', 'APPROVED'] as const)(
    'are stopped by the state %s (case G12)',
    (state) => {
      expect(days({ ...sent, state })).toEqual([]);
    },
  );

  it('are left out where the letter went later than they would', () => {
    expect(days({ ...sent, sentAt: new Date('2027-09-08T23:00:00Z') })).toEqual(['2027-09-13']);
  });

  it('follow a plan of whole days, each once', () => {
    expect(chaserPlan([7, 7, 0])).toEqual([7, 0]);
    expect(chaserPlan([-1])).toBeUndefined();
    expect(chaserPlan([1.5])).toBeUndefined();
    expect(chaserPlan([366])).toBeUndefined();
    expect(chaserPlan(Array.from({ length: 11 }, (_, index) => index))).toBeUndefined();
  });
});

describe('seats', () => {
  const seats = { HEAD: 1, DELEGATE: 3, INTERPRETER: 1 };

  it('are counted by role, and an interpreter’s seat is no delegate’s (case G6)', () => {
    const named = members('HEAD', 'DELEGATE', 'DELEGATE', 'DELEGATE');
    expect(seatBalances(seats, named)).toEqual([
      { role: 'HEAD', offered: 1, named: 1, free: 0 },
      { role: 'DELEGATE', offered: 3, named: 3, free: 0 },
      { role: 'INTERPRETER', offered: 1, named: 0, free: 1 },
    ]);
    expect(hasFreeSeat(seats, named, 'DELEGATE')).toBe(false);
    expect(hasFreeSeat(seats, named, 'INTERPRETER')).toBe(true);
    expect(hasFreeSeat(seats, named, 'SPOUSE')).toBe(false);
    expect(hasFreeSeat({ ...seats, DELEGATE: 4 }, named, 'DELEGATE')).toBe(true);
  });

  it('are offered in whole numbers, with one head at most, and none is taken from under somebody (case G7)', () => {
    expect(seatsProblems(seats)).toEqual([]);
    expect(seatsProblems({ HEAD: 2 })).toEqual([{ role: 'HEAD', problem: 'MORE_HEADS' }]);
    expect(seatsProblems({ DELEGATE: -1, ADVISER: 1.5 }).map(({ problem }) => problem)).toEqual([
      'NO_WHOLE_NUMBER',
      'NO_WHOLE_NUMBER',
    ]);
    expect(seatsProblems({ DELEGATE: 501 })).toEqual([{ role: 'DELEGATE', problem: 'TOO_MANY' }]);
    expect(seatsProblems({ HEAD: 1, DELEGATE: 1 }, members('DELEGATE', 'DELEGATE'))).toEqual([
      { role: 'DELEGATE', problem: 'FEWER_THAN_NAMED' },
    ]);
  });
});

describe('how an organisation stands', () => {
  const accepted: Delegation = {
    state: 'ACCEPTED',
    isOpened: true,
    seats: { HEAD: 1, DELEGATE: 1 },
    members: [],
    isClosed: false,
  };
  const ready = (...roles: readonly SeatRole[]) =>
    members(...roles).map((one) => ({ ...one, isReady: true }));

  it('follows from what is there, and goes back by itself', () => {
    expect(standingOf({ ...accepted, state: 'SENT', isOpened: false })).toBe('SENT');
    expect(standingOf({ ...accepted, state: 'SENT' })).toBe('OPENED');
    expect(standingOf(accepted)).toBe('ACCEPTED');
    expect(standingOf({ ...accepted, members: ready('HEAD') })).toBe('NAMED');
    expect(standingOf({ ...accepted, members: ready('HEAD', 'DELEGATE') })).toBe('COMPLETE');
    expect(
      standingOf({ ...accepted, seats: { HEAD: 1, DELEGATE: 2 }, members: ready('HEAD', 'DELEGATE') }),
    ).toBe('NAMED');
    expect(standingOf({ ...accepted, state: 'REGRETS', members: ready('HEAD', 'DELEGATE') })).toBe('REGRETS');
  });

  it('is complete with fewer than all seats once nobody more comes', () => {
    expect(standingOf({ ...accepted, members: ready('HEAD'), isClosed: true })).toBe('COMPLETE');
  });

  it('is never complete without a head, nor while somebody is not ready (case G7)', () => {
    expect(standingOf({ ...accepted, members: ready('DELEGATE'), isClosed: true })).toBe('NAMED');
    expect(
      standingOf({
        ...accepted,
        members: [...ready('HEAD'), { id: 'late', role: 'DELEGATE', isReady: false }],
      }),
    ).toBe('NAMED');
  });
});
