import { Injectable } from '@nestjs/common';
import { type Actor, isId, notFound, readsConference } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { type Reserve } from '../domain/reserve.js';
import { type Place } from '../nominations.jobs.js';
import { quotaDelta } from '../persistence/quota-ledger.js';
import { GetNomination } from './get-nomination.js';
import { QuotaBalances } from './quota-balances.js';
import { addedPlaces, type Ask, modeOf, type PlaceMove, reserveLine } from './reserve-line.js';

export const PLACE_OUTCOMES = ['NOTHING', 'BACK_TO_BODY', 'HOST_TOLD', 'NEXT_INVITED'] as const;
export type PlaceOutcome = (typeof PLACE_OUTCOMES)[number];

export const PLACE_ACTS = ['WITHDRAW', 'REFUSE'] as const;
export type PlaceAct = (typeof PLACE_ACTS)[number];

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

const USED = `SELECT coalesce(sum(consumed_delta), 0)::int AS consumed, coalesce(sum(allotted_delta), 0)::int AS overridden
  FROM nominations.quota_entry WHERE nomination_id = $1`;
const RELEASES_AT_ONCE = 'SELECT releases_at_once AS is_at_once FROM conference.conference WHERE id = $1';
const ON_OFFER = `SELECT q.body_id AS "bodyId", q.constituency_id AS "constituencyId" FROM nominations.quota q
  WHERE q.conference_id = $1 AND q.on_offer > 0`;

/** Tells whoever is about to press a button what becomes of the place; all of it is of the caller's own sight. */
@Injectable()
export class PlacePreviews {
  constructor(
    private readonly database: Database,
    private readonly get: GetNomination,
    private readonly balances: QuotaBalances,
    private readonly invitations: Invitations,
    private readonly reference: ConferenceReference,
  ) {}

  /** Null for a nomination that is out of the caller's sight. */
  async ofAct(actor: Actor, nominationId: string, act: PlaceAct): Promise<PlacePreview | null> {
    const nomination = await this.get.run(actor, nominationId);
    if (nomination === null) return null;
    const { id, conferenceId, state, body, constituency } = nomination;
    const place = { bodyId: body.id, constituencyId: constituency.id };
    if (act === 'REFUSE') {
      const [conference] = await this.asking(actor)<{ is_at_once: boolean }>(RELEASES_AT_ONCE, [
        conferenceId,
      ]);
      // Elsewhere its release tells what follows.
      if (conference?.is_at_once !== true || !HOLDS[state]) return NOTHING;
      return this.following(actor, conferenceId, { ...place, delta: quotaDelta('REFUSE') });
    }
    if (HOLDS[state]) return BACK_TO_BODY;
    if (state !== 'APPROVED') return NOTHING;
    const [used] = await this.asking(actor)<{ consumed: number; overridden: number }>(USED, [id]);
    if (used === undefined || used.consumed === 0 || used.overridden > 0) return NOTHING;
    return this.following(actor, conferenceId, { ...place, delta: quotaDelta('RELEASE_CONSUMED') });
  }

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
    const preview = await this.following(actor, conferenceId, { ...place, delta: addedPlaces(added) });
    return preview.next.length === 0 ? NOTHING : preview;
  }

  /** Free places of a conference that somebody waits for; for the host. */
  async waiting(actor: Actor, conferenceId: string): Promise<FreePlaces[]> {
    if (!isId(conferenceId) || !readsConference(actor, conferenceId)) return [];
    const ask = this.asking(actor);
    const places = await ask<Place & Record<string, unknown>>(ON_OFFER, [conferenceId]);
    const offered = await reserveLine(
      ask,
      places.map(({ bodyId, constituencyId }) => ({ bodyId, constituencyId, delta: NO_MOVE })),
    );
    return offered.flatMap(({ bodyId, constituencyId, count, line: [next] }) =>
      next === undefined ? [] : [{ bodyId, constituencyId, count, next }],
    );
  }

  private async following(actor: Actor, conferenceId: string, move: PlaceMove): Promise<PlacePreview> {
    const ask = this.asking(actor);
    const [mode, canBeAnswered, [offered]] = await Promise.all([
      modeOf(ask, conferenceId),
      this.invitations.canBeAnswered({ query: (text, values = []) => ask(text, values) }, conferenceId),
      reserveLine(ask, [move]),
    ]);
    if (offered === undefined) return BACK_TO_BODY;
    if (mode === 'BY_HAND') return { outcome: 'HOST_TOLD', next: offered.line };
    return canBeAnswered ? { outcome: 'NEXT_INVITED', next: offered.line } : BACK_TO_BODY;
  }

  private asking(actor: Actor): Ask {
    return (text, values) => this.database.read(actor, text, values);
  }
}

/** States in which a nomination holds a place of its body's that nobody has decided on yet. */
const HOLDS: Readonly<Partial<Record<NominationState, boolean>>> = {
  SUBMITTED: true,
  UNDER_REVIEW: true,
  DECIDED: true,
  RETURNED: true,
};
