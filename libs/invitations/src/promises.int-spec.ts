import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIRM, DECLINE, entryOf, InvitedPerson } from './testing/invited-person.js';

let person: InvitedPerson;

beforeAll(async () => {
  person = await InvitedPerson.open();
});
afterAll(() => person.close());
beforeEach(() => person.renew());

const GONE = { invitation: null, errors: [{ code: 'PLACE_GONE', state: 'DECLINED' }] };
const UNTIL = '2099-12-30T00:00:00.000Z';

type Proof = () => Promise<void>;

/** Who has declined has the place again, mail and calendar included, and may change the answer once more. */
const acceptsAgain: Proof = async () => {
  await person.returnPlace();
  expect(await person.look()).toEqual({ state: 'DECLINED', changeableUntil: UNTIL, calendar: null });
  const before = entryOf((await person.lastMail()).calendar);
  expect((await person.answer(CONFIRM)).invitation).toMatchObject({
    state: 'CONFIRMED',
    changeableUntil: UNTIL,
  });
  expect(await person.fixture.rows('SELECT consumed, on_offer FROM nominations.quota')).toEqual([
    { consumed: 1, on_offer: 0 },
  ]);
  const { subject, calendar } = await person.lastMail();
  expect(subject).toMatch(/^You have accepted: /);
  expect(entryOf(calendar)).toEqual({ ...before, sequence: before.sequence + 1, status: 'CONFIRMED' });
};
/** Once somebody else has it: said on the page and to whoever presses, and nothing moves. */
const placeIsGone: Proof = async () => {
  await person.returnPlace();
  await person.giveAway();
  const sent = await person.mails();
  expect(await person.look()).toEqual({ state: 'DECLINED', changeableUntil: null, calendar: null });
  expect(await person.answer(CONFIRM)).toEqual(GONE);
  expect(await person.look()).toEqual({ state: 'DECLINED', changeableUntil: null, calendar: null });
  expect(await person.mails()).toEqual(sent);
};

describe('what the mails to a nominee promise', () => {
  const before = {
    nothing: () => Promise.resolve(),
    remind: () => person.remind(),
    confirm: () => person.answer(CONFIRM),
    decline: () => person.answer(DECLINE),
    withdraw: () => person.withdraw(),
  };

  it.each<[string, keyof typeof before, Proof]>([
    [
      'It takes one minute, and you do not need an account.',
      'nothing',
      async () => expect((await person.answer(CONFIRM)).invitation?.state).toBe('CONFIRMED'),
    ],
    [
      'If you do not answer in time, your place is no longer kept for you.',
      'nothing',
      async () => {
        await person.letDeadlinePass();
        await person.lapse();
        expect(await person.told()).toEqual(['invitation.lapsed']);
      },
    ],
    [
      'Your place is kept until the date below.',
      'remind',
      async () => {
        expect(await person.told()).toEqual([]);
        expect((await person.answer(CONFIRM)).invitation?.state).toBe('CONFIRMED');
      },
    ],
    [
      'The attached calendar entry takes the place of the one in your invitation.',
      'confirm',
      async () => {
        const [invited, confirmed] = (await person.mails()).map(({ calendar }) => entryOf(calendar));
        expect(invited).toEqual({
          uid: `invitation-${person.id}@conference.example`,
          sequence: 0,
          status: 'TENTATIVE',
        });
        expect(confirmed).toEqual({ uid: invited?.uid, sequence: 2, status: 'CONFIRMED' });
      },
    ],
    [
      'open the link in your invitation again and change your answer, until',
      'confirm',
      async () => expect((await person.answer(DECLINE)).invitation?.state).toBe('DECLINED'),
    ],
    [
      'The attached calendar entry takes the conference out of your calendar.',
      'decline',
      async () => {
        const [invited, declined] = (await person.mails()).map(({ calendar }) => entryOf(calendar));
        expect(declined).toEqual({ uid: invited?.uid, sequence: 2, status: 'CANCELLED' });
      },
    ],
    [
      'If you can come after all, open the link in your invitation again and change your answer, until Wednesday, 30 December 2099',
      'decline',
      acceptsAgain,
    ],
    ['That works as long as your place is still free.', 'decline', placeIsGone],
    [
      'the invitation no longer holds and its link no longer works.',
      'withdraw',
      async () => {
        const refused = [{ code: 'ACTION_UNAVAILABLE', state: 'CANCELLED' }];
        expect([await person.answer(CONFIRM), await person.answer(DECLINE)]).toEqual([
          { invitation: null, errors: refused },
          { invitation: null, errors: refused },
        ]);
      },
    ],
  ])('“%s”', async (sentence, act, prove) => {
    await before[act]();
    expect((await person.lastMail()).text).toContain(sentence);
    await prove();
  });
});

describe('what the page of an invitation promises', () => {
  const catalogue = JSON.parse(
    readFileSync(
      new URL('../../../apps/console/src/features/invitations/messages.en.json', import.meta.url),
      'utf8',
    ),
  ) as Record<string, string>;

  const placeIsFree: Proof = async () => {
    expect((await person.answer(DECLINE)).invitation?.state).toBe('DECLINED');
    expect((await person.told()).at(-1)).toBe('invitation.declined');
    expect((await person.lastMail()).subject).toMatch(/^You have declined: /);
  };
  const acceptanceIsMailed: Proof = async () => {
    expect((await person.answer(CONFIRM)).invitation?.state).toBe('CONFIRMED');
    expect((await person.lastMail()).subject).toMatch(/^You have accepted: /);
    expect((await person.look())?.state).toBe('CONFIRMED');
  };
  const accepted =
    (prove: Proof): Proof =>
    async () => {
      await person.answer(CONFIRM);
      await prove();
    };
  const declined =
    (...proofs: readonly Proof[]): Proof =>
    async () => {
      for (const prove of proofs) {
        await person.answer(DECLINE);
        await prove();
      }
    };
  const changesUntilThen: Proof = accepted(async () => {
    expect((await person.look())?.changeableUntil).toBe(UNTIL);
    await placeIsFree();
  });
  const PROOFS: Record<string, Proof> = {
    'invitation.reasonHint': async () => {
      await person.answer(DECLINE);
      const told = (await person.sink.messages()).find(({ envelope }) =>
        envelope.to.includes('cora@icc.example'),
      );
      expect(told?.text).toContain('Away');
    },
    'invitation.confirmedNext': acceptanceIsMailed,
    'invitation.aboutToAccept': acceptanceIsMailed,
    'invitation.aboutToAcceptAfterAll': declined(acceptsAgain),
    'invitation.declinedNext': placeIsFree,
    'invitation.declinedChange': declined(acceptsAgain, placeIsGone),
    'invitation.comeText': declined(acceptsAgain, placeIsGone),
    'invitation.aboutToDecline': placeIsFree,
    'invitation.aboutToGiveBack': accepted(placeIsFree),
    'invitation.calendarText': accepted(async () => {
      const all = (await person.mails()).map(({ calendar }) => entryOf(calendar).status);
      expect(all).toEqual(['TENTATIVE', 'CONFIRMED']);
    }),
    'invitation.calendarFile': accepted(async () => {
      const unstamped = (text: string | null | undefined) => text?.replace(/^DTSTAMP:.*$/m, 'DTSTAMP');
      expect(unstamped((await person.look())?.calendar)).toBe(unstamped((await person.lastMail()).calendar));
      expect(entryOf((await person.look())?.calendar).sequence).toBe(2);
    }),
    'invitation.changeText': changesUntilThen,
    'invitation.confirmedChange': changesUntilThen,
  };

  it('are all in this table', () => {
    const promising = /[Ww]e send|[Yy]ou can (also|decline|accept)|is then|read it|Download/;
    const found = Object.keys(catalogue).filter((key) => promising.test(catalogue[key] ?? ''));
    expect(found.sort()).toEqual(Object.keys(PROOFS).sort());
  });

  it.each(Object.keys(PROOFS))('%s', async (key) => {
    expect((await person.look())?.calendar).toBeNull();
    await PROOFS[key]?.();
  });
});
