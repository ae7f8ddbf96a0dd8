import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { FakeTransaction, FakeWrites } from '#libs/testing';
import { FakeQuota, FakeSubjects, reserve } from '#libs/places/testing';
import { type HostNotices } from '../notices/host-notices.js';
import { type OfferedPlaces, ReserveLine } from '../queries/reserve-line.js';
import { AllotPlaces } from './allot-places.js';

/** Of how many places for the reserve list the host's approvers read. */
let told: number[];

beforeEach(() => {
  told = [];
});

const notices = {
  of: (_tx: unknown, _conferenceId: string, places: readonly OfferedPlaces[]) =>
    Promise.resolve(places.map(({ count }) => count)),
  freed: (_tx: unknown, _conferenceId: string, counts: number[]) => {
    told.push(...counts);
    return Promise.resolve();
  },
} as unknown as HostNotices;

function allotting(
  quota: FakeQuota,
  { waiting = 0, role = 'HOST_ADMINISTRATOR' }: { waiting?: number; role?: Role } = {},
) {
  const names = Array.from({ length: waiting }, (_, index) => `Reserve${index}`);
  const subjects = new FakeSubjects(
    quota,
    names.map((name) => reserve(name, quota)),
  );
  const writes = new FakeWrites((by) => new FakeTransaction(by, quota.answers, quota.onWrite));
  const allot = new AllotPlaces(writes.commands, notices, new ReserveLine(subjects.registered()));
  const { conferenceId, place } = quota;
  const actor: UserActor = {
    kind: 'user',
    userId: newId(),
    grants: [{ role, conferenceId, bodyId: null }],
    canWrite: true,
    via: 'session',
    credentialId: newId(),
  };
  const to = (allotted: unknown, expectedAllotted: number | null = quota.allotted) =>
    allot.run(actor, newId(), { conferenceId, ...place, allotted, expectedAllotted });
  return { to, writes };
}

describe('allotting places', () => {
  it('enters the difference, up and down, and tells the trail', async () => {
    const quota = new FakeQuota({ allotted: 4, held: 1 });
    const { to, writes } = allotting(quota);
    await to(6);
    await to(1);
    const entries = writes.committed.flatMap(({ written }) =>
      written.filter(({ what }) => what === 'nominations.quota_entry').map(({ values }) => values),
    );
    expect(entries).toMatchObject([
      { kind: 'ALLOCATE', allottedDelta: 2, heldDelta: 0, consumedDelta: 0 },
      { kind: 'ALLOCATE', allottedDelta: -5 },
    ]);
    expect(writes.committed.flatMap(({ audited }) => audited)).toMatchObject([
      { action: 'quota.allotted', details: { allotted: 6, difference: 2 } },
      { action: 'quota.allotted', details: { allotted: 1, difference: -5 } },
    ]);
    expect(quota.allotted).toBe(1);
  });

  it('of as many as there are enters nothing', async () => {
    const { to, writes } = allotting(new FakeQuota({ allotted: 4 }));
    await to(4);
    expect(writes.committed.map(({ written, audited }) => [written, audited])).toEqual([[[], []]]);
  });

  it.each([
    ['fewer than are taken', { allotted: 4, held: 2, consumed: 1 }, 2, 'QUOTA_SPENT', ['input', 'allotted']],
    [
      'others than were seen',
      { allotted: 4, expected: 3 },
      5,
      'VERSION_CONFLICT',
      ['input', 'expectedAllotted'],
    ],
    [
      'the first where there are some by now',
      { allotted: 4, expected: 0 },
      5,
      'VERSION_CONFLICT',
      ['input', 'expectedAllotted'],
    ],
  ])('is refused: %s', async (_, { expected, ...counts }: Counts, allotted, code, path) => {
    const quota = new FakeQuota(counts);
    const { to, writes } = allotting(quota);
    await expect(to(allotted, expected)).rejects.toMatchObject({ code, path });
    expect([quota.allotted, writes.committed]).toEqual([4, []]);
  });

  it('counts places beyond the allotment with what is taken', async () => {
    const quota = new FakeQuota({ allotted: 2, overridden: 1, consumed: 3 });
    await allotting(quota).to(2);
    await expect(allotting(quota).to(1)).rejects.toMatchObject({ code: 'QUOTA_SPENT' });
  });

  it.each([-1, 1.5, 1_000_001, '3'])('of %j is no number of places', async (allotted) => {
    const { to, writes } = allotting(new FakeQuota({ allotted: 4 }));
    await expect(to(allotted)).rejects.toMatchObject({
      problems: [{ code: 'INVALID_INPUT', path: ['input', 'allotted'] }],
    });
    expect(writes.committed).toEqual([]);
  });

  it.each<Role>(['HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'])('is not for %s', async (role) => {
    const { to, writes } = allotting(new FakeQuota({ allotted: 4 }), { role });
    await expect(to(5)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(writes.committed).toEqual([]);
  });
});

describe('added places', () => {
  it('that somebody waits for are on offer, and the host that invites by hand is told', async () => {
    const quota = new FakeQuota({ allotted: 1, consumed: 1, mode: 'BY_HAND' });
    const { to, writes } = allotting(quota, { waiting: 2 });
    await to(4);
    expect([quota.onOffer, told]).toEqual([2, [2]]);
    expect(writes.committed.flatMap(({ enqueued }) => enqueued)).toEqual([]);
  });

  it('go to whoever waits where the next is invited at once', async () => {
    const quota = new FakeQuota({ allotted: 1, consumed: 1 });
    const { to, writes } = allotting(quota, { waiting: 1 });
    await to(3);
    expect([quota.onOffer, told]).toEqual([1, []]);
    expect(writes.committed.flatMap(({ enqueued }) => enqueued)).toEqual([
      { job: 'fill-places', payload: quota.place },
    ]);
  });

  it('that nobody waits for are their body’s own', async () => {
    const quota = new FakeQuota({ allotted: 1 });
    await allotting(quota).to(3);
    expect([quota.onOffer, told]).toEqual([0, []]);
  });

  it('taken back are no longer on offer', async () => {
    const quota = new FakeQuota({ allotted: 3, consumed: 1, onOffer: 2 });
    await allotting(quota, { waiting: 2 }).to(2);
    expect(quota.onOffer).toBe(1);
  });
});

type Counts = { expected?: number } & Partial<Pick<FakeQuota, 'allotted' | 'held' | 'consumed'>>;
