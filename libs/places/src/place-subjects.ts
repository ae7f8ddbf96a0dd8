import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type Reserve } from './domain/reserve.js';
import { type Place } from './domain/place.js';
import { type Ask } from './persistence/ask.js';

/** Places of which so many are on offer. */
export interface PlacesToFill extends Place {
  readonly count: number;
}

/** What holds places and waits for them, as its own context knows it. The ledger names each by its id alone. */
export interface PlaceSubject {
  /** Locks it; where its place is counted. Undefined where there is no such subject any more. */
  lock(tx: Transaction, subjectId: string): Promise<(Place & { readonly conferenceId: string }) | undefined>;
  /**
   * Who is next: for each of these places, in their order, as many of its reserve list as it offers, the best first.
   * `joining`: subjects that the same act puts on the list; `passedOver`: those that it takes nobody for.
   */
  line(
    ask: Ask,
    places: readonly PlacesToFill[],
    joining: readonly string[],
    passedOver: readonly string[],
  ): Promise<readonly Reserve[]>;
  /**
   * Locks the first of a place's list. Waits for whoever has it locked: if that reserve leaves the list meanwhile, the next is
   * taken, and if nothing happens to it, it was not passed over.
   */
  lockNext(tx: Transaction, conferenceId: string, place: Place): Promise<Reserve | undefined>;
  /** It has a place: all that follows, inside the transaction that has locked it and moved the quota. */
  promote(tx: Transaction, reserve: Reserve): Promise<void>;
}

/** Who holds places: the context that owns the subjects registers here at boot, so that nobody imports it. */
@Injectable()
export class PlaceSubjects {
  private registered: PlaceSubject | undefined;

  register(subject: PlaceSubject): void {
    if (this.registered !== undefined) throw new Error('Two contexts have subjects of places');
    this.registered = subject;
  }

  /** @throws a fault where the process lacks the context that has them. */
  get only(): PlaceSubject {
    if (this.registered === undefined) throw new Error('Nobody has subjects of places; see PlaceSubjects');
    return this.registered;
  }
}
