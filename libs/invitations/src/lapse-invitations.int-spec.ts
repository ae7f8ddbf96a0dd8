import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIRM, InvitedPerson } from './testing/invited-person.js';

let person: InvitedPerson;

beforeAll(async () => {
  person = await InvitedPerson.open();
});
afterAll(() => person.close());
beforeEach(async () => {
  await person.renew();
  await person.fixture.sql('DELETE FROM platform.outbox');
});

/** Jobs of the deadline that wait: for which invitations, and how many milliseconds after the deadline. */
const promised = (): Promise<{ ids: string[]; after: number }[]> =>
  person.fixture.rows(
    `SELECT o.payload->'invitationIds' AS ids, (extract(epoch FROM o.run_at - i.respond_by) * 1000)::int AS after
     FROM platform.outbox o CROSS JOIN invitations.invitation i WHERE o.job = 'lapse-invitations' ORDER BY o.id`,
  );
const states = () =>
  person.fixture.rows<{ state: string }>('SELECT state, version FROM invitations.invitation');
const DAY = `respond_by = respond_by + interval '1 day'`;

describe('the job of the deadline', () => {
  it('that comes early ends nothing, and comes again a second after the deadline', async () => {
    await person.lapse();
    expect(await states()).toEqual([{ state: 'PENDING', version: 1 }]);
    expect(await promised()).toEqual([{ ids: [person.id], after: 1_000 }]);
    expect(await person.told()).toEqual([]);
  });

  it('comes again when the deadline that was put off is over', async () => {
    await person.fixture.sql(`UPDATE invitations.invitation SET ${DAY}`);
    await person.lapse();
    expect(await promised()).toEqual([{ ids: [person.id], after: 1_000 }]);
  });

  it('comes no more once the invitation has lapsed', async () => {
    await person.letDeadlinePass();
    await person.lapse();
    await person.lapse();
    expect(await states()).toEqual([{ state: 'LAPSED', version: 2 }]);
    expect(await promised()).toEqual([]);
    expect(await person.told()).toEqual(['invitation.lapsed']);
  });

  it('comes no more once the invitation was answered', async () => {
    await person.say(CONFIRM);
    await person.letDeadlinePass();
    await person.lapse();
    expect(await states()).toEqual([{ state: 'CONFIRMED', version: 2 }]);
    expect(await promised()).toEqual([]);
  });
});
