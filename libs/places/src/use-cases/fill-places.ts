import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { HostNotices } from '../notices/host-notices.js';
import { FROM_RESERVE_LIST, moveQuota } from '../persistence/quota-ledger.js';
import { PlaceSubjects } from '../place-subjects.js';
import { type Place } from '../domain/place.js';

const ACTOR: Actor = { kind: 'system', task: 'fill-places' };

const HAS_OFFER = 'q.on_offer > 0 AND q.held + q.consumed < q.allotted + q.overridden';
/** Only where the conference invites the next at once: elsewhere the host does it by hand. */
export const OFFER = `SELECT q.conference_id FROM nominations.quota q JOIN conference.conference c ON c.id = q.conference_id
  WHERE q.body_id = $1 AND q.constituency_id = $2 AND ${HAS_OFFER} AND c.freed_places = 'AT_ONCE'`;
export const LOCK_OFFER = `${OFFER} FOR UPDATE OF q`;
export const BY_HAND = `SELECT q.conference_id FROM nominations.quota q JOIN conference.conference c ON c.id = q.conference_id
  WHERE q.body_id = $1 AND q.constituency_id = $2 AND c.freed_places = 'BY_HAND'`;
const ONCE_GIVEN_BACK = `SELECT q.conference_id, q.body_id, q.constituency_id
  FROM nominations.quota_entry e JOIN nominations.quota q ON q.id = e.quota_id
  WHERE e.nomination_id = $1 AND e.kind = 'RELEASE' AND e.consumed_delta < 0 LIMIT 1`;

interface OnceGivenBack extends Record<string, unknown> {
  conference_id: string;
  body_id: string;
  constituency_id: string;
}

/** Gives places that are on offer to the best-ranked reserves of the same body and constituency, where that happens at once. */
@Injectable()
export class FillPlaces {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly subjects: PlaceSubjects,
    private readonly notices: HostNotices,
  ) {}

  /** A subject has its place, maybe again: the host is not told any more of one that was free before. */
  async taken(subjectId: string): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [row] = await tx.query<OnceGivenBack>(ONCE_GIVEN_BACK, [subjectId]);
      if (row === undefined) return;
      const place = { bodyId: row.body_id, constituencyId: row.constituency_id };
      await this.notices.correct(tx, row.conference_id, place);
    });
  }

  /**
   * One reserve a transaction, as every writer locks one subject before its quota. Places stay on offer where nobody
   * waits for one, or where there is no time left to answer an invitation.
   */
  async run(place: Place): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [byHand] = await tx.query<{ conference_id: string }>(BY_HAND, [
        place.bodyId,
        place.constituencyId,
      ]);
      if (byHand !== undefined) await this.notices.correct(tx, byHand.conference_id, place);
    });
    while (await this.unitOfWork.run(ACTOR, (tx) => this.fillOne(tx, place))) {
      // Once more, until no place is on offer or nobody waits.
    }
  }

  private async fillOne(tx: Transaction, place: Place): Promise<boolean> {
    const values = [place.bodyId, place.constituencyId];
    const [offer] = await tx.query<{ conference_id: string }>(OFFER, values);
    if (offer === undefined) return false;
    if (!(await this.invitations.canBeAnswered(tx, offer.conference_id))) return false;
    const reserve = await this.subjects.only.lockNext(tx, offer.conference_id, place);
    if (reserve === undefined) return false;
    const [still] = await tx.query(LOCK_OFFER, values);
    if (still === undefined) return false;
    moveQuota(tx, { ...place, subjectId: reserve.id }, 'PROMOTE', FROM_RESERVE_LIST);
    await this.subjects.only.promote(tx, reserve);
    return true;
  }
}
