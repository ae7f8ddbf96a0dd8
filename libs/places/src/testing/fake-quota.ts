import { newId } from '#libs/kernel';
import { type FreedPlaces } from '#libs/conference';
import { type FakeAnswers } from '#libs/testing';
import { onOfferAfter } from '../domain/places-on-offer.js';
import { CHANGE_QUOTA, INSERT_QUOTA_ENTRY, USED } from '../persistence/quota.statements.js';
import { MODE, PLACES } from '../queries/reserve-line.js';
import { ALLOT, LOAD_BODY, LOCK_QUOTA } from '../use-cases/allot-places.js';
import { BY_HAND, LOCK_OFFER, OFFER } from '../use-cases/fill-places.js';

interface Entry {
  readonly subjectId: string;
  readonly kind: string;
  readonly consumed: number;
  readonly overridden: number;
  readonly reason: string | null;
}

/** A quota without a database: it answers the statements that rules ask of it, and moves as they write. */
export class FakeQuota {
  readonly conferenceId = newId();
  readonly place = { bodyId: newId(), constituencyId: newId() };
  readonly entries: Entry[] = [];
  allotted = 0;
  overridden = 0;
  held = 0;
  consumed = 0;
  onOffer = 0;
  mode: FreedPlaces = 'AT_ONCE';

  constructor(
    counts: Partial<
      Pick<FakeQuota, 'allotted' | 'overridden' | 'held' | 'consumed' | 'onOffer' | 'mode'>
    > = {},
  ) {
    Object.assign(this, counts);
  }

  /** A place that a subject has used since before the test. */
  used(subjectId: string, { isOverridden = false } = {}): void {
    this.consumed += 1;
    if (isOverridden) this.overridden += 1;
    const overridden = isOverridden ? 1 : 0;
    this.entries.push({ subjectId, kind: 'CONSUME', consumed: 1, overridden, reason: null });
  }

  readonly answers: FakeAnswers = new Map<string, (values: readonly unknown[]) => readonly object[]>([
    [PLACES, () => [{ ...this.place, onOffer: this.onOffer, free: this.free, ...NAMES }]],
    [MODE, () => [{ mode: this.mode }]],
    [OFFER, () => this.offer()],
    [LOCK_OFFER, () => this.offer()],
    [BY_HAND, () => (this.mode === 'BY_HAND' ? [{ conference_id: this.conferenceId }] : [])],
    [LOAD_BODY, () => [{ has_constituency: true }]],
    [LOCK_QUOTA, () => [this.row()]],
    [USED, ([subjectId]) => [this.sumOf(subjectId)]],
  ]);

  readonly onWrite = (what: string, values: readonly unknown[]): void => {
    if (what === CHANGE_QUOTA) this.move(values.slice(2) as number[]);
    if (what === ALLOT) {
      const [, allotted, offered] = values as [string, number, number];
      this.allotted = allotted;
      this.onOffer = Math.min(Math.max(this.onOffer, offered), this.free);
    }
    if (what === INSERT_QUOTA_ENTRY) {
      const [, , , subjectId, kind, , consumed, overridden, , reason] = values;
      this.entries.push({ subjectId, kind, consumed, overridden, reason } as Entry);
    }
  };

  private get free(): number {
    return this.allotted + this.overridden - this.held - this.consumed;
  }

  private move([held = 0, consumed = 0, overridden = 0, onOffer = 0]: readonly number[]): void {
    const offered = onOfferAfter(
      { onOffer: this.onOffer, free: this.free },
      { held, consumed, overridden, onOffer },
    );
    this.held += held;
    this.consumed += consumed;
    this.overridden += overridden;
    this.onOffer = offered;
    if (this.free < 0) throw new Error('The quota is overrun; the database refuses that by a CHECK');
  }

  private offer(): readonly object[] {
    const isOffered = this.onOffer > 0 && this.free > 0 && this.mode === 'AT_ONCE';
    return isOffered ? [{ conference_id: this.conferenceId }] : [];
  }

  private row(): object {
    const { allotted, overridden, held, consumed, place } = this;
    const ids = { body_id: place.bodyId, constituency_id: place.constituencyId };
    return { id: place.bodyId, ...ids, allotted, overridden, held, consumed };
  }

  private sumOf(subjectId: unknown): object {
    const own = this.entries.filter((entry) => entry.subjectId === subjectId);
    return {
      consumed: own.reduce((sum, entry) => sum + entry.consumed, 0),
      overridden: own.reduce((sum, entry) => sum + entry.overridden, 0),
    };
  }
}

const NAMES = { bodyName: 'Sample Chamber', constituencyName: 'Business' };
