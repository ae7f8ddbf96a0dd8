import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { Database } from '#libs/platform';
import { type PlacePreview, PlacePreviews, placesUsedBy, quotaDelta } from '#libs/places';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { GetNomination } from './get-nomination.js';

export const PLACE_ACTS = ['WITHDRAW', 'REFUSE'] as const;
export type PlaceAct = (typeof PLACE_ACTS)[number];

const NOTHING: PlacePreview = { outcome: 'NOTHING', next: [] };
const BACK_TO_BODY: PlacePreview = { outcome: 'BACK_TO_BODY', next: [] };

const RELEASES_AT_ONCE = 'SELECT releases_at_once AS is_at_once FROM conference.conference WHERE id = $1';

/** Tells whoever is about to act on a nomination what becomes of its place; all of it is of the caller's own sight. */
@Injectable()
export class PreviewPlace {
  constructor(
    private readonly database: Database,
    private readonly get: GetNomination,
    private readonly previews: PlacePreviews,
  ) {}

  /** Null for a nomination that is out of the caller's sight. */
  async ofAct(actor: Actor, nominationId: string, act: PlaceAct): Promise<PlacePreview | null> {
    const nomination = await this.get.run(actor, nominationId);
    if (nomination === null) return null;
    const { id, conferenceId, state, body, constituency } = nomination;
    const place = { bodyId: body.id, constituencyId: constituency.id };
    if (act === 'REFUSE') {
      const [conference] = await this.database.read<{ is_at_once: boolean }>(actor, RELEASES_AT_ONCE, [
        conferenceId,
      ]);
      // Elsewhere its release tells what follows.
      if (conference?.is_at_once !== true || !HOLDS[state]) return NOTHING;
      return this.previews.ofMove(actor, conferenceId, { ...place, delta: quotaDelta('REFUSE') });
    }
    if (HOLDS[state]) return BACK_TO_BODY;
    if (state !== 'APPROVED') return NOTHING;
    const used = await placesUsedBy((text, values) => this.database.read(actor, text, values), id);
    if (used.consumed === 0 || used.overridden > 0) return NOTHING;
    return this.previews.ofMove(actor, conferenceId, { ...place, delta: quotaDelta('RELEASE_CONSUMED') });
  }
}

/** States in which a nomination holds a place of its body's that nobody has decided on yet. */
const HOLDS: Readonly<Partial<Record<NominationState, boolean>>> = {
  SUBMITTED: true,
  UNDER_REVIEW: true,
  DECIDED: true,
  RETURNED: true,
};
