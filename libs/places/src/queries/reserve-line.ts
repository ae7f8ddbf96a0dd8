import { Injectable } from '@nestjs/common';
import { type FreedPlaces } from '#libs/conference';
import { onOfferAfter, type OfferedQuota } from '../domain/places-on-offer.js';
import { type Reserve } from '../domain/reserve.js';
import { type PlaceMove } from '../persistence/quota-ledger.js';
import { PlaceSubjects } from '../place-subjects.js';
import { type Place } from '../domain/place.js';
import { type Ask } from '../persistence/ask.js';

/** Places that are on offer after an act, and who is next for them. */
export interface OfferedPlaces extends Place {
  readonly bodyName: string;
  readonly constituencyName: string;
  /** How many of them somebody waits for. */
  readonly count: number;
  /** The best-ranked reserves, one for each of these places. */
  readonly line: readonly Reserve[];
}

export const PLACES = `SELECT q.body_id AS "bodyId", q.constituency_id AS "constituencyId", q.on_offer AS "onOffer",
    q.allotted + q.overridden - q.held - q.consumed AS free, b.name AS "bodyName", k.name AS "constituencyName"
  FROM unnest($1::uuid[], $2::uuid[]) AS v (body_id, constituency_id)
  JOIN nominations.quota q USING (body_id, constituency_id)
  JOIN conference.body b ON b.id = q.body_id
  JOIN conference.constituency k ON k.id = q.constituency_id
  ORDER BY b.name, b.id, k.position, k.id`;

export const MODE = 'SELECT freed_places AS mode FROM conference.conference WHERE id = $1';

interface PlaceRow extends Place, OfferedQuota, Record<string, unknown> {
  bodyName: string;
  constituencyName: string;
}

/** Whom the conference invites when a place comes free: the next at once, or nobody before the host does it by hand. */
export async function modeOf(ask: Ask, conferenceId: string): Promise<FreedPlaces> {
  const [row] = await ask<{ mode: FreedPlaces }>(MODE, [conferenceId]);
  return row?.mode ?? 'BY_HAND';
}

/** Who is next for places that come free. */
@Injectable()
export class ReserveLine {
  constructor(private readonly subjects: PlaceSubjects) {}

  /** Where places are on offer once these moves are made and `joining` are on the list, and who is next for them but for `passedOver`. */
  async after(
    ask: Ask,
    moves: readonly PlaceMove[],
    joining: readonly string[] = [],
    passedOver: readonly string[] = [],
  ): Promise<readonly OfferedPlaces[]> {
    if (moves.length === 0) return [];
    const deltas = new Map(moves.map((move) => [keyOf(move), move.delta]));
    const rows = await ask<PlaceRow>(PLACES, [
      moves.map(({ bodyId }) => bodyId),
      moves.map(({ constituencyId }) => constituencyId),
    ]);
    const offered = rows.flatMap((place) => {
      const delta = deltas.get(keyOf(place));
      const count = delta === undefined ? 0 : onOfferAfter(place, delta);
      return count > 0 ? [{ ...place, count }] : [];
    });
    if (offered.length === 0) return [];
    const reserves = await this.subjects.only.line(ask, offered, joining, passedOver);
    return offered.flatMap(({ bodyId, constituencyId, bodyName, constituencyName }) => {
      const key = keyOf({ bodyId, constituencyId });
      const line = reserves.filter((reserve) => keyOf(reserve) === key);
      return line.length === 0
        ? []
        : [{ bodyId, constituencyId, bodyName, constituencyName, count: line.length, line }];
    });
  }
}

const keyOf = ({ bodyId, constituencyId }: Place): string => `${bodyId} ${constituencyId}`;

/** What more allotted places do: all of them are free, and those that somebody waits for are on offer. */
export const addedPlaces = (count: number): PlaceMove['delta'] => ({
  held: 0,
  consumed: 0,
  overridden: count,
  onOffer: count,
});
