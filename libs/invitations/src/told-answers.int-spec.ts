import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIRM, DECLINE, entryOf, InvitedPerson } from './testing/invited-person.js';
import { type AnswerToTell } from './use-cases/announce-answer.js';

const CORA = 'cora@icc.example';
let person: InvitedPerson;

beforeAll(async () => {
  person = await InvitedPerson.open();
});
afterAll(() => person.close());
beforeEach(() => person.renew());

/** Has those told whom the answers concern, and the mail sent. */
const tellAll = async (): Promise<void> => {
  await person.tell(await person.announcements());
  await person.sendAll();
};
/** Has those told, while no mail leaves. */
const write = async (): Promise<void> => person.tell(await person.announcements());
const subjects = async (): Promise<string[]> => (await person.mails()).map(({ subject }) => subject);
const heard = async (email = CORA): Promise<string[]> =>
  (await person.mailsTo(email)).map(({ subject }) => subject);

describe('an answer that is changed before anybody was told', () => {
  const newMails = async () =>
    (await person.mails()).slice(1).map(({ subject, calendar }) => {
      const { sequence, status } = entryOf(calendar);
      return [subject, sequence, status];
    });
  const toldToBody = async (): Promise<number> =>
    (await person.sink.messages()).filter(({ envelope }) => envelope.to.includes('cora@icc.example')).length;
  const DECLINED = [['You have declined: Test', 3, 'CANCELLED']];
  const ACCEPTED = [['You have accepted: Test', 3, 'CONFIRMED']];

  it.each([
    ['in their order', (jobs: AnswerToTell[]) => jobs],
    ['the other way round', (jobs: AnswerToTell[]) => jobs.toReversed()],
    ['twice each', (jobs: AnswerToTell[]) => [...jobs, ...jobs]],
  ])('is told once and as it stands, whether the jobs come %s', async (_, order) => {
    await person.say(CONFIRM);
    await person.say(DECLINE);
    await person.tell(order(await person.announcements()));
    await person.sendAll();
    expect(await newMails()).toEqual(DECLINED);
    expect((await person.lastMail()).text).toContain(
      'You had accepted the invitation and have now declined it',
    );
    expect(await toldToBody()).toBe(1);
  });

  it('to an acceptance is told as that alone', async () => {
    await person.say(DECLINE);
    await person.say(CONFIRM);
    await person.tell(await person.announcements());
    await person.sendAll();
    expect(await newMails()).toEqual(ACCEPTED);
    expect(await toldToBody()).toBe(0);
  });

  it('stops the mail about the decline that has been written and not sent', async () => {
    await person.say(DECLINE);
    await person.tell(await person.announcements());
    await person.say(CONFIRM);
    await person.tell(await person.announcements());
    await person.sendAll();
    expect(await newMails()).toEqual(ACCEPTED);
    expect(await toldToBody()).toBe(0);
    const rows = await person.fixture.rows(
      `SELECT kind, state FROM notifications.message WHERE kind <> 'PERSONAL_INVITATION' ORDER BY kind`,
    );
    expect(rows).toEqual([
      { kind: 'DECLINE_CONFIRMED', state: 'CANCELLED' },
      { kind: 'INVITATION_CONFIRMED', state: 'SENT' },
      { kind: 'INVITATION_DECLINED', state: 'CANCELLED' },
    ]);
  });

  it('is told to the body that had heard of the decline, whose place is no longer free', async () => {
    await person.answer(DECLINE);
    await person.answer(CONFIRM);
    const subjects = (await person.sink.messages())
      .filter(({ envelope }) => envelope.to.includes('cora@icc.example'))
      .map(({ subject }) => subject);
    expect(subjects).toEqual(['Invitation declined: Test', 'Accepted after all: Test']);
  });

  it('of an older release, which names no version, is told as it stands', async () => {
    await person.say(DECLINE);
    await person.tell([{ invitationId: person.id }]);
    await person.sendAll();
    expect(await newMails()).toEqual([['You have declined: Test', 2, 'CANCELLED']]);
  });
});

describe('an acceptance whose nomination is withdrawn', () => {
  it('leaves the calendar by the mail that says so: the same entry, higher, cancelled', async () => {
    await person.answer(CONFIRM);
    await person.withdraw();
    const [invited, confirmed, cancelled] = (await person.mails()).map(({ calendar }) => entryOf(calendar));
    expect(confirmed).toEqual({ uid: invited?.uid, sequence: 2, status: 'CONFIRMED' });
    expect(cancelled).toEqual({ uid: invited?.uid, sequence: 3, status: 'CANCELLED' });
    expect((await person.lastMail()).subject).toBe('Your invitation no longer holds: Test');
  });

  it('is not confirmed any more by mail that has not left', async () => {
    await person.say(CONFIRM);
    await person.tell(await person.announcements());
    await person.withdraw();
    expect((await person.mails()).map(({ subject }) => subject)).toEqual([
      'Your invitation: Test',
      'Your invitation no longer holds: Test',
    ]);
  });
});

describe('no mail tells what is no longer so', () => {
  const ENDED = ['Your invitation: Test', 'Your invitation no longer holds: Test'];

  it.each([
    ['when none of them has been told', 0],
    ['when the decline has been written', 1],
    ['when both have been written', 2],
  ])('decline, accept, withdraw: the end alone is told, %s', async (_, written) => {
    await person.say(DECLINE);
    if (written > 0) await write();
    await person.say(CONFIRM);
    if (written > 1) await write();
    await person.withdraw();
    await tellAll();
    expect(await subjects()).toEqual(ENDED);
    expect(await heard()).toEqual([]);
  });

  it('a decline that overtakes an acceptance is told once, with the newest reason, whatever was written before', async () => {
    await person.say(DECLINE);
    await write();
    await person.say(CONFIRM);
    await person.say(DECLINE);
    await tellAll();
    expect((await subjects()).slice(1)).toEqual(['You have declined: Test']);
    expect((await person.lastMail()).text).toContain(
      'You had accepted the invitation and have now declined it',
    );
    expect(await heard()).toEqual(['Invitation declined: Test']);
  });
});

describe('the body hears of a change when it has heard of what is changed', () => {
  const BOTH = ['Invitation declined: Test', 'Accepted after all: Test'];

  it('once: an acceptance after all is not told again after a decline that was not told', async () => {
    await person.answer(DECLINE);
    await person.answer(CONFIRM);
    await person.say(DECLINE);
    await person.say(CONFIRM);
    await tellAll();
    expect(await heard()).toEqual(BOTH);
  });

  it('again, after a decline that was told', async () => {
    for (const act of [DECLINE, CONFIRM, DECLINE, CONFIRM]) await person.answer(act);
    expect(await heard()).toEqual([...BOTH, ...BOTH]);
  });

  it('once of a decline, where the acceptance between was not told', async () => {
    await person.answer(DECLINE);
    await person.say(CONFIRM);
    await write();
    await person.say(DECLINE);
    await tellAll();
    expect(await heard()).toEqual(['Invitation declined: Test']);
  });

  it('each coordinator for themselves: who came later hears of no change', async () => {
    await person.answer(DECLINE);
    person.coordinators(CORA, 'newcomer@icc.example');
    await person.answer(CONFIRM);
    expect(await heard()).toEqual(BOTH);
    expect(await heard('newcomer@icc.example')).toEqual([]);
  });
});

describe('once the answers have closed', () => {
  const ASK = 'organisation that put your name forward';

  it.each([
    ['a decline', DECLINE],
    ['an acceptance', CONFIRM],
  ])('the mail of %s promises no change, and says whom to tell', async (_, act) => {
    await person.say(act);
    await person.closeAnswers();
    await tellAll();
    const { text } = await person.lastMail();
    expect(text).not.toMatch(/change your answer/);
    expect(text).toContain(ASK);
  });

  it.each([
    ['a decline', DECLINE],
    ['an acceptance', CONFIRM],
  ])('nor does the mail of %s that was written before and waited for its mail server', async (_, act) => {
    await person.say(act);
    await write();
    await person.fixture.sql(
      `UPDATE notifications.message SET params = jsonb_set(params, '{changeableUntil}', '"2026-01-01T00:00:00.000Z"')
       WHERE params->>'changeableUntil' IS NOT NULL`,
    );
    await person.sendAll();
    const { text } = await person.lastMail();
    expect(text).not.toMatch(/change your answer/);
    expect(text).toContain(ASK);
  });

  it('the body hears that nobody is invited any more', async () => {
    await person.say(DECLINE);
    await person.closeAnswers();
    await tellAll();
    expect((await person.mailsTo(CORA))[0]?.text).toContain(
      'The place is free again, but nobody is invited any more: answers to invitations have closed.',
    );
  });
});

describe('what the body hears of the place', () => {
  it.each([
    ['BY_HAND', 'The place is free again. The host decides who is invited next.'],
    [
      'AT_ONCE',
      'The place is free again. The first person on your reserve list is invited at once, if there is one.',
    ],
  ])('%s', async (mode, sentence) => {
    await person.fixture.sql('UPDATE conference.conference SET freed_places = $1', [mode]);
    await person.answer(DECLINE);
    await person.fixture.sql(`UPDATE conference.conference SET freed_places = 'BY_HAND'`);
    expect((await person.mailsTo(CORA))[0]?.text).toContain(sentence);
  });

  it.each([
    ['declined', () => person.answer(DECLINE)],
    [
      'not answered',
      async () => {
        await person.letDeadlinePass();
        await person.lapse();
        await person.sendAll();
      },
    ],
  ])(
    'is that none is free, where the place was beyond the quota and the invitation was %s',
    async (_, act) => {
      await person.beyondQuota();
      await act();
      const [told] = await person.mailsTo(CORA);
      expect(told?.text).toContain(
        'The place was beyond your quota and for this person alone, so no place becomes free.',
      );
      expect(told?.text).not.toMatch(/place is free again|invited/);
    },
  );
});
