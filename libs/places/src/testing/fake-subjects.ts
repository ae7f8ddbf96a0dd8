import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type Place } from '../domain/place.js';
import { type Reserve } from '../domain/reserve.js';
import { type Ask } from '../persistence/ask.js';
import { type PlacesToFill, type PlaceSubject, PlaceSubjects } from '../place-subjects.js';
import { type FakeQuota } from './fake-quota.js';

/** Somebody invented on a reserve list. */
export const reserve = (name: string, quota: FakeQuota): Reserve => ({
  id: newId(),
  conferenceId: quota.conferenceId,
  ...quota.place,
  reference: `X-${name}`,
  version: 1,
  capacity: 'DELEGATE',
  person: { name, honorific: null, email: `${name.toLowerCase()}@example.org`, language: 'en' },
});

/** Subjects of one place, without a database: its reserve list, the best first, and who has got a place. */
export class FakeSubjects implements PlaceSubject {
  readonly promoted: string[] = [];

  constructor(
    private readonly quota: FakeQuota,
    readonly waiting: Reserve[] = [],
  ) {}

  registered(): PlaceSubjects {
    const subjects = new PlaceSubjects();
    subjects.register(this);
    return subjects;
  }

  lock(_tx: Transaction, subjectId: string): Promise<(Place & { conferenceId: string }) | undefined> {
    const { conferenceId, place, entries } = this.quota;
    const isKnown = entries.some((entry) => entry.subjectId === subjectId);
    return Promise.resolve(isKnown ? { conferenceId, ...place } : undefined);
  }

  line(_ask: Ask, places: readonly PlacesToFill[]): Promise<readonly Reserve[]> {
    return Promise.resolve(places.flatMap(({ count }) => this.waiting.slice(0, count)));
  }

  lockNext(): Promise<Reserve | undefined> {
    return Promise.resolve(this.waiting[0]);
  }

  promote(_tx: Transaction, { id, person }: Reserve): Promise<void> {
    this.promoted.push(person.name);
    this.waiting.splice(
      this.waiting.findIndex((one) => one.id === id),
      1,
    );
    return Promise.resolve();
  }
}
