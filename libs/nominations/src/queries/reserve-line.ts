import { type FreedPlaces } from '#libs/conference';
import { onOfferAfter, type OfferedQuota, type QuotaMove } from '../domain/places-on-offer.js';
import { type Reserve } from '../domain/reserve.js';
import { type Place } from '../nominations.jobs.js';

/** Asks the database, inside a transaction or as a reader. */
export type Ask = <Row extends Record<string, unknown>>(
  text: string,
  values: readonly unknown[],
) => Promise<Row[]>;

/** What an act does to the places of a body for a constituency. */
export interface PlaceMove extends Place {
  readonly delta: QuotaMove;
}

/** Places that are on offer after an act, and who is next for them. */
export interface OfferedPlaces extends Place {
  readonly bodyName: string;
  readonly constituencyName: string;
  /** How many of them somebody waits for. */
  readonly count: number;
  /** The best-ranked reserves, one for each of these places. */
  readonly line: readonly Reserve[];
}

const PLACES = `SELECT q.body_id AS "bodyId", q.constituency_id AS "constituencyId", q.on_offer AS "onOffer",
    q.allotted + q.overridden - q.held - q.consumed AS free, b.name AS "bodyName", k.name AS "constituencyName"
  FROM unnest($1::uuid[], $2::uuid[]) AS v (body_id, constituency_id)
  JOIN nominations.quota q USING (body_id, constituency_id)
  JOIN conference.body b ON b.id = q.body_id
  JOIN conference.constituency k ON k.id = q.constituency_id
  ORDER BY b.name, b.id, k.position, k.id`;

const ORDER = 'coalesce(rank, 2147483647), submitted_at, id';
/** $4: nominations that the same act puts on the list. Each place brings as many as it offers, the best first. */
const LINE = `SELECT n.id, n.conference_id AS "conferenceId", n.body_id AS "bodyId", n.constituency_id AS "constituencyId",
    n.reference, n.version, n.capacity, p.name, p.honorific, p.email, p.language
  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) WITH ORDINALITY AS v (body_id, constituency_id, offered, position)
  CROSS JOIN LATERAL (
    SELECT line.*, row_number() OVER (ORDER BY ${ORDER}) AS turn FROM (
      (SELECT r.id, r.rank, r.submitted_at FROM nominations.nomination r
        WHERE r.body_id = v.body_id AND r.constituency_id = v.constituency_id AND r.state = 'RESERVED'
        ORDER BY ${ORDER} LIMIT v.offered)
      UNION ALL
      (SELECT r.id, r.rank, r.submitted_at FROM nominations.nomination r
        WHERE r.id = ANY ($4::uuid[]) AND r.body_id = v.body_id AND r.constituency_id = v.constituency_id)
    ) line ORDER BY ${ORDER} LIMIT v.offered
  ) best
  JOIN nominations.nomination n ON n.id = best.id
  JOIN nominations.person p ON p.id = n.person_id
  ORDER BY v.position, best.turn`;

const MODE = 'SELECT freed_places AS mode FROM conference.conference WHERE id = $1';

interface PlaceRow extends Place, OfferedQuota, Record<string, unknown> {
  bodyName: string;
  constituencyName: string;
}

type ReserveRow = Record<string, unknown> & Omit<Reserve, 'person'> & Reserve['person'];

/** Whom the conference invites when a place comes free: the next at once, or nobody before the host does it by hand. */
export async function modeOf(ask: Ask, conferenceId: string): Promise<FreedPlaces> {
  const [row] = await ask<{ mode: FreedPlaces }>(MODE, [conferenceId]);
  return row?.mode ?? 'BY_HAND';
}

/** Where places are on offer once these moves are made and `joining` are on the list, and who is next for them. */
export async function reserveLine(
  ask: Ask,
  moves: readonly PlaceMove[],
  joining: readonly string[] = [],
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
    return count > 0 ? [{ place, count }] : [];
  });
  if (offered.length === 0) return [];
  const reserves = await ask<ReserveRow>(LINE, [
    offered.map(({ place }) => place.bodyId),
    offered.map(({ place }) => place.constituencyId),
    offered.map(({ count }) => count),
    joining,
  ]);
  return offered.flatMap(({ place: { bodyId, constituencyId, bodyName, constituencyName } }) => {
    const key = keyOf({ bodyId, constituencyId });
    const line = reserves.filter((row) => keyOf(row) === key).map(toReserve);
    return line.length === 0
      ? []
      : [{ bodyId, constituencyId, bodyName, constituencyName, count: line.length, line }];
  });
}

const keyOf = ({ bodyId, constituencyId }: Place): string => `${bodyId} ${constituencyId}`;

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

/** What more allotted places do: all of them are free, and those that somebody waits for are on offer. */
export const addedPlaces = (count: number): PlaceMove['delta'] => ({
  held: 0,
  consumed: 0,
  overridden: count,
  onOffer: count,
});
