import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { HostNotices } from '../notices/host-notices.js';
import { type Place } from '../nominations.jobs.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { type Reserve } from '../domain/reserve.js';
import { PromoteReserve } from './promote-reserve.js';

const ACTOR: Actor = { kind: 'system', task: 'fill-places' };

const HAS_OFFER = 'q.on_offer > 0 AND q.held + q.consumed < q.allotted + q.overridden';
/** Only where the conference invites the next at once: elsewhere the host does it by hand. */
const OFFER = `SELECT q.conference_id FROM nominations.quota q JOIN conference.conference c ON c.id = q.conference_id
  WHERE q.body_id = $1 AND q.constituency_id = $2 AND ${HAS_OFFER} AND c.freed_places = 'AT_ONCE'`;
const LOCK_OFFER = `${OFFER} FOR UPDATE OF q`;
/**
 * Waits for whoever has the best one locked: if that reserve is withdrawn meanwhile, the next is taken, and if nothing
 * happens to it, it was not passed over.
 */
const BEST_RESERVE = `SELECT n.id, n.reference, n.version, n.capacity, p.name, p.honorific, p.email, p.language
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.body_id = $1 AND n.constituency_id = $2 AND n.state = 'RESERVED'
  ORDER BY coalesce(n.rank, 2147483647), n.submitted_at, n.id LIMIT 1 FOR NO KEY UPDATE OF n`;

const BY_HAND = `SELECT q.conference_id FROM nominations.quota q JOIN conference.conference c ON c.id = q.conference_id
  WHERE q.body_id = $1 AND q.constituency_id = $2 AND c.freed_places = 'BY_HAND'`;
const ONCE_GIVEN_BACK = `SELECT n.conference_id, n.body_id, n.constituency_id FROM nominations.nomination n
  WHERE n.id = $1 AND EXISTS (SELECT FROM nominations.quota_entry e
    WHERE e.nomination_id = n.id AND e.kind = 'RELEASE' AND e.consumed_delta < 0)`;

interface OnceGivenBack extends Record<string, unknown> {
  conference_id: string;
  body_id: string;
  constituency_id: string;
}

interface ReserveRow extends Record<string, unknown> {
  id: string;
  reference: string;
  version: number;
  capacity: string;
  name: string;
  honorific: string | null;
  email: string | null;
  language: string | null;
}

/** Gives places that are on offer to the best-ranked reserves of the same body and constituency, where that happens at once. */
@Injectable()
export class FillPlaces {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly promotion: PromoteReserve,
    private readonly notices: HostNotices,
  ) {}

  /** A nomination has its place, maybe again: the host is not told any more of one that was free before. */
  async taken(nominationId: string): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [row] = await tx.query<OnceGivenBack>(ONCE_GIVEN_BACK, [nominationId]);
      if (row === undefined) return;
      const place = { bodyId: row.body_id, constituencyId: row.constituency_id };
      await this.notices.correct(tx, row.conference_id, place);
    });
  }

  /**
   * One reserve a transaction, as every writer locks one nomination before its quota. Places stay on offer where nobody
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
    const [row] = await tx.query<ReserveRow>(BEST_RESERVE, values);
    if (row === undefined) return false;
    const [still] = await tx.query(LOCK_OFFER, values);
    if (still === undefined) return false;
    const reserve = toReserve(row, offer.conference_id, place);
    moveQuota(tx, { ...place, nominationId: row.id }, 'PROMOTE', 'From the reserve list');
    await this.promotion.promote(tx, reserve, { isQuotaOverridden: false });
    return true;
  }
}

const toReserve = (row: ReserveRow, conferenceId: string, place: Place): Reserve => ({
  id: row.id,
  conferenceId,
  ...place,
  reference: row.reference,
  version: row.version,
  capacity: row.capacity,
  person: { name: row.name, honorific: row.honorific, email: row.email, language: row.language },
});
