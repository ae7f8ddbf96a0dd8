import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import {
  type Ask,
  type Place,
  type PlacesToFill,
  type PlaceSubject,
  PlaceSubjects,
  type Reserve,
} from '#libs/places';
import { BEST_RESERVE, LOCK_PLACE, RESERVE_LINE } from './persistence/reserve.statements.js';
import { PromoteReserve } from './use-cases/promote-reserve.js';
import { SamePeople } from './use-cases/same-people.js';

type ReserveRow = Record<string, unknown> & Omit<Reserve, 'person'> & Reserve['person'];

/** Nominations, as places know them. */
@Injectable()
export class NominationPlace implements PlaceSubject, OnModuleInit {
  constructor(
    private readonly subjects: PlaceSubjects,
    private readonly promotion: PromoteReserve,
    private readonly people: SamePeople,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async lock(
    tx: Transaction,
    nominationId: string,
  ): Promise<(Place & { readonly conferenceId: string }) | undefined> {
    const [row] = await tx.query<Place & { readonly conferenceId: string } & Record<string, unknown>>(
      LOCK_PLACE,
      [nominationId],
    );
    return row;
  }

  async line(
    ask: Ask,
    places: readonly PlacesToFill[],
    joining: readonly string[],
    passedOver: readonly string[],
  ): Promise<readonly Reserve[]> {
    const rows = await ask<ReserveRow>(RESERVE_LINE, [
      places.map(({ bodyId }) => bodyId),
      places.map(({ constituencyId }) => constituencyId),
      places.map(({ count }) => count),
      joining,
      passedOver,
    ]);
    return rows.map(toReserve);
  }

  async lockNext(tx: Transaction, conferenceId: string, place: Place): Promise<Reserve | undefined> {
    // Both go down the connection at once: whoever is invited by another nomination meanwhile is not the next one.
    const [, [row]] = await Promise.all([
      this.people.lock(tx, conferenceId),
      tx.query<ReserveRow>(BEST_RESERVE, [place.bodyId, place.constituencyId]),
    ]);
    return row === undefined ? undefined : toReserve({ ...row, ...place, conferenceId });
  }

  promote(tx: Transaction, reserve: Reserve): Promise<void> {
    return this.promotion.promote(tx, reserve, { isQuotaOverridden: false });
  }
}

const toReserve = ({ name, honorific, email, language, ...row }: ReserveRow): Reserve => ({
  id: row.id,
  conferenceId: row.conferenceId,
  bodyId: row.bodyId,
  constituencyId: row.constituencyId,
  reference: row.reference,
  version: row.version,
  capacity: row.capacity,
  person: { name, honorific, email, language },
});
