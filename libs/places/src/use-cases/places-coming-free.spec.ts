import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Invitations } from '#libs/invitations';
import { FakeTransaction, FakeWrites } from '#libs/testing';
import { FakeQuota, FakeSubjects, reserve } from '#libs/places/testing';
import { type HostNotices } from '../notices/host-notices.js';
import { type OfferedPlaces, ReserveLine } from '../queries/reserve-line.js';
import { FillPlaces } from './fill-places.js';
import { PassPlaceOn } from './pass-place-on.js';
import { ReleasePlace } from './release-place.js';

/** An approver would read of so many places for the reserve list. */
let told: number[];
let corrected: number;
let canBeAnswered: boolean;
let isGivenUp: boolean;

beforeEach(() => {
  told = [];
  corrected = 0;
  canBeAnswered = true;
  isGivenUp = true;
});

const invitations = {
  canBeAnswered: () => Promise.resolve(canBeAnswered),
  isGivenUp: () => Promise.resolve(isGivenUp),
} as unknown as Invitations;
const notices = {
  of: (_tx: unknown, _conferenceId: string, places: readonly OfferedPlaces[]) =>
    Promise.resolve(places.map(({ count }) => count)),
  freed: (_tx: unknown, _conferenceId: string, counts: number[]) => {
    told.push(...counts);
    return Promise.resolve();
  },
  correct: () => {
    corrected += 1;
    return Promise.resolve();
  },
} as unknown as HostNotices;

function rules(quota: FakeQuota, ...waiting: string[]) {
  const subjects = new FakeSubjects(
    quota,
    waiting.map((name) => reserve(name, quota)),
  );
  const writes = new FakeWrites((actor) => new FakeTransaction(actor, quota.answers, quota.onWrite));
  const registered = subjects.registered();
  const line = new ReserveLine(registered);
  const filling = new FillPlaces(writes.unitOfWork, invitations, registered, notices);
  const releasing = new ReleasePlace(writes.unitOfWork, notices, invitations, registered, line);
  return { subjects, writes, filling, releasing, passing: new PassPlaceOn(releasing, filling) };
}

describe('places on offer, where the next is invited at once', () => {
  it('go to the best of the list, as many as are on offer, one a transaction', async () => {
    const quota = new FakeQuota({ allotted: 3, consumed: 1, onOffer: 2 });
    const { subjects, writes, filling } = rules(quota, 'First', 'Second', 'Third');
    await filling.run(quota.place);
    expect(subjects.promoted).toEqual(['First', 'Second']);
    expect(quota).toMatchObject({ consumed: 3, onOffer: 0 });
    expect(quota.entries.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['CONSUME', 'From the reserve list'],
      ['CONSUME', 'From the reserve list'],
    ]);
    // What is still to be told, one for each of the two, and the one that found no more.
    expect(writes.committed).toHaveLength(4);
  });

  it('stay on offer while nobody waits', async () => {
    const quota = new FakeQuota({ allotted: 2, onOffer: 1 });
    const { subjects, filling } = rules(quota);
    await filling.run(quota.place);
    expect([subjects.promoted, quota.onOffer]).toEqual([[], 1]);
  });

  it('stay on offer once invitations can no longer be answered', async () => {
    canBeAnswered = false;
    const quota = new FakeQuota({ allotted: 2, onOffer: 1 });
    const { subjects, filling } = rules(quota, 'First');
    await filling.run(quota.place);
    expect([subjects.promoted, quota.onOffer]).toEqual([[], 1]);
  });

  it('go to nobody where a submission has taken the last one', async () => {
    const quota = new FakeQuota({ allotted: 2, held: 1, consumed: 1, onOffer: 1 });
    const { subjects, filling } = rules(quota, 'First');
    await filling.run(quota.place);
    expect(subjects.promoted).toEqual([]);
  });

  it('that are free but not on offer go to nobody', async () => {
    const quota = new FakeQuota({ allotted: 5 });
    const { subjects, filling } = rules(quota, 'First');
    await filling.run(quota.place);
    expect(subjects.promoted).toEqual([]);
  });
});

describe('places on offer, where the host invites by hand', () => {
  it('go to nobody by themselves; what the host was told is put right', async () => {
    const quota = new FakeQuota({ allotted: 2, onOffer: 1, mode: 'BY_HAND' });
    const { subjects, filling } = rules(quota, 'First');
    await filling.run(quota.place);
    expect([subjects.promoted, quota.onOffer, corrected]).toEqual([[], 1, 1]);
  });
});

describe('a place that is given up', () => {
  it('goes back once, however often that is told, and from there to the next', async () => {
    const quota = new FakeQuota({ allotted: 1 });
    const subject = newId();
    quota.used(subject);
    const { subjects, passing } = rules(quota, 'First', 'Second');
    await passing.run(subject, newId());
    await passing.run(subject, newId());
    expect(subjects.promoted).toEqual(['First']);
    expect(quota).toMatchObject({ consumed: 1, onOffer: 0 });
    expect(quota.entries.map(({ kind }) => kind)).toEqual(['CONSUME', 'RELEASE', 'CONSUME']);
  });

  it('is told to the host that invites by hand, once', async () => {
    const quota = new FakeQuota({ allotted: 1, mode: 'BY_HAND' });
    const subject = newId();
    quota.used(subject);
    const { subjects, passing } = rules(quota, 'First', 'Second');
    await passing.run(subject);
    await passing.run(subject);
    expect([told, subjects.promoted, quota.onOffer]).toEqual([[1], [], 1]);
  });

  it('is told to nobody where nobody waits', async () => {
    const quota = new FakeQuota({ allotted: 1, mode: 'BY_HAND' });
    const subject = newId();
    quota.used(subject);
    await rules(quota).passing.run(subject);
    expect([told, quota.consumed, quota.onOffer]).toEqual([[], 0, 1]);
  });

  it('goes altogether where an approver gave it beyond the quota', async () => {
    const quota = new FakeQuota({ allotted: 0 });
    const subject = newId();
    quota.used(subject, { isOverridden: true });
    const { subjects, passing } = rules(quota, 'First');
    await passing.run(subject);
    expect(quota).toMatchObject({ overridden: 0, consumed: 0, onOffer: 0 });
    expect(subjects.promoted).toEqual([]);
  });

  it('is kept by whoever has accepted after all', async () => {
    isGivenUp = false;
    const quota = new FakeQuota({ allotted: 1 });
    const subject = newId();
    quota.used(subject);
    const { subjects, releasing } = rules(quota, 'First');
    expect(await releasing.run(subject, newId())).toBeUndefined();
    expect([quota.consumed, subjects.promoted]).toEqual([1, []]);
  });

  it('of a subject that is not there any more is nobody’s', async () => {
    const quota = new FakeQuota({ allotted: 1, consumed: 1 });
    expect(await rules(quota).releasing.run(newId())).toBeUndefined();
    expect(quota.entries).toEqual([]);
  });
});
