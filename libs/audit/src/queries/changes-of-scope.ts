import { Injectable } from '@nestjs/common';
import { LOWEST_ID } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type PlaceInFeed, placeFromBytes, placeToBytes } from '../domain/place-in-feed.js';
import {
  type Change,
  type ChangeRow,
  PAGE_OF_BODIES,
  PAGE_OF_CONFERENCE,
  placeOf,
  STANDING,
  toChange,
  WITH_NEWS,
} from './change-feed.js';

/** A body of a conference; without one, the conference as its host reads it. */
export interface FeedScope {
  readonly conferenceId: string;
  readonly bodyId: string | null;
}

/** A change, and its place in the feed: bytes that sort as the feed does. They never leave the house (see `FeedCursors`). */
export interface PlacedChange extends Change {
  readonly place: Buffer;
}

type Ask = Pick<Transaction, 'query'>;

/** The feed of changes for a scope instead of a person: a body goes on being told when whoever set that up has left. */
@Injectable()
export class ChangesOfScope {
  /** The place of this moment: behind it comes whatever is not told yet. */
  async standing(tx: Ask): Promise<Buffer> {
    const [row] = await tx.query<{ era: number; xid: string }>(STANDING);
    if (row === undefined) throw new Error('The server says no transaction');
    return placeToBytes([row.era, row.xid, LOWEST_ID]);
  }

  /** Up to so many changes behind a place, oldest first: nothing is missed and nothing comes twice. */
  async behind(
    tx: Ask,
    { conferenceId, bodyId }: FeedScope,
    place: Buffer,
    most: number,
  ): Promise<readonly PlacedChange[]> {
    const values = [conferenceId, bodyId === null ? null : [bodyId], ...placeIn(place), most];
    const rows = await tx.query<ChangeRow>(bodyId === null ? PAGE_OF_CONFERENCE : PAGE_OF_BODIES, values);
    return rows.map((row) => ({ ...toChange(row), place: placeToBytes(placeOf(row)) }));
  }

  /** Which of these have something behind their place, by one statement for all. */
  async withNews<Scope extends FeedScope & { readonly place: Buffer }>(
    tx: Ask,
    scopes: readonly Scope[],
  ): Promise<readonly Scope[]> {
    if (scopes.length === 0) return [];
    const places = scopes.map(({ place }) => placeIn(place));
    const rows = await tx.query<{ number: number }>(WITH_NEWS, [
      scopes.map(({ conferenceId }) => conferenceId),
      scopes.map(({ bodyId }) => bodyId),
      places.map(([era]) => era),
      places.map(([, xid]) => xid),
      places.map(([, , id]) => id),
    ]);
    const numbers = new Set(rows.map(({ number }) => number));
    return scopes.filter((_, index) => numbers.has(index + 1));
  }
}

function placeIn(bytes: Buffer): PlaceInFeed {
  const place = placeFromBytes(bytes);
  if (place === undefined) throw new Error('This is no place in the feed');
  return place;
}
