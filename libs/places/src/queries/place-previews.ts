import { Injectable } from '@nestjs/common';
import { type Actor, isId, notFound, readsConference } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { type Reserve } from '../domain/reserve.js';
import { type PlaceMove } from '../persistence/quota-ledger.js';
import { type Place } from '../domain/place.js';
import { type Ask } from '../persistence/ask.js';
import { QuotaBalances } from './quota-balances.js';
import { addedPlaces, modeOf, ReserveLine } from './reserve-line.js';

export const PLACE_OUTCOMES = ['NOTHING', 'BACK_TO_BODY', 'HOST_TOLD', 'NEXT_INVITED'] as const;
export type PlaceOutcome = (typeof PLACE_OUTCOMES)[number];

/** What follows for the places from an act, before it is done. */
export interface PlacePreview {
  readonly outcome: PlaceOutcome;
  /** The best-ranked reserves of the place: invited by the act itself, or next when the host invites. */
  readonly next: readonly Reserve[];
}

/** Places that wait for somebody of the reserve list to be invited. */
export interface FreePlaces extends Place {
  readonly count: number;
  readonly next: Reserve;
}

const NOTHING: PlacePreview = { outcome: 'NOTHING', next: [] };
const BACK_TO_BODY: PlacePreview = { outcome: 'BACK_TO_BODY', next: [] };
const NO_MOVE = { held: 0, consumed: 0, overridden: 0, onOffer: 0 };

const ON_OFFER = `SELECT q.body_id AS "bodyId", q.constituency_id AS "constituencyId" FROM nominations.quota q
  WHERE q.conference_id = $1 AND q.on_offer > 0`;

/** Tells whoever is about to press a button what becomes of the place; all of it is of the caller's own sight. */
@Injectable()
export class PlacePreviews {
  constructor(
    private readonly database: Database,
    private readonly balances: QuotaBalances,
    private readonly invitations: Invitations,
    private readonly reference: ConferenceReference,
    private readonly line: ReserveLine,
  ) {}

  /** What a new number of places brings. Refuses NOT_FOUND for a body or constituency that the conference does not have. */
  async ofAllotment(
    actor: Actor,
    {
      conferenceId,
      allotted,
      ...place
    }: Place & { readonly conferenceId: string; readonly allotted: number },
  ): Promise<PlacePreview> {
    if (!isId(conferenceId) || !readsConference(actor, conferenceId)) throw notFound('conference');
    const conference = await this.reference.conference(conferenceId);
    if (conference?.bodies.some(({ id }) => id === place.bodyId) !== true) throw notFound('body');
    if (!conference.constituencies.some(({ id }) => id === place.constituencyId))
      throw notFound('constituency');
    const balance = await this.balances.ofPlace(actor, place);
    const added = balance === null ? 0 : allotted - (balance.allotted - balance.overridden);
    if (added <= 0) return NOTHING;
    const preview = await this.ofMove(actor, conferenceId, { ...place, delta: addedPlaces(added) });
    return preview.next.length === 0 ? NOTHING : preview;
  }

  /** Free places of a conference that somebody waits for; for the host. */
  async waiting(actor: Actor, conferenceId: string): Promise<FreePlaces[]> {
    if (!isId(conferenceId) || !readsConference(actor, conferenceId)) return [];
    const ask = this.asking(actor);
    const places = await ask<Place & Record<string, unknown>>(ON_OFFER, [conferenceId]);
    const offered = await this.line.after(
      ask,
      places.map(({ bodyId, constituencyId }) => ({ bodyId, constituencyId, delta: NO_MOVE })),
    );
    return offered.flatMap(({ bodyId, constituencyId, count, line: [next] }) =>
      next === undefined ? [] : [{ bodyId, constituencyId, count, next }],
    );
  }

  /** Of whatever does this to a place. */
  async ofMove(actor: Actor, conferenceId: string, move: PlaceMove): Promise<PlacePreview> {
    const ask = this.asking(actor);
    const [mode, canBeAnswered, [offered]] = await Promise.all([
      modeOf(ask, conferenceId),
      this.invitations.canBeAnswered({ query: (text, values = []) => ask(text, values) }, conferenceId),
      this.line.after(ask, [move]),
    ]);
    if (offered === undefined) return BACK_TO_BODY;
    if (mode === 'BY_HAND') return { outcome: 'HOST_TOLD', next: offered.line };
    return canBeAnswered ? { outcome: 'NEXT_INVITED', next: offered.line } : BACK_TO_BODY;
  }

  private asking(actor: Actor): Ask {
    return (text, values) => this.database.read(actor, text, values);
  }
}
