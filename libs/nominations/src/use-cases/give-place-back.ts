import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { announceChange } from '../nominations.topics.js';
import { moveQuota } from '../persistence/quota-ledger.js';

const ACTOR: Actor = { kind: 'system', task: 'give-place-back' };

/** The nomination whose place is free, unless the place was given back before or was never used. */
const FREED = `SELECT n.id, n.conference_id, n.body_id, n.constituency_id FROM nominations.nomination n
  WHERE n.id = $1 AND EXISTS (SELECT FROM nominations.quota_entry e WHERE e.nomination_id = n.id AND e.consumed_delta = 1)
    AND NOT EXISTS (SELECT FROM nominations.quota_entry e WHERE e.nomination_id = n.id AND e.consumed_delta = -1)
  FOR NO KEY UPDATE OF n`;
const BEST_RESERVE = `SELECT n.id, n.body_id, n.constituency_id, n.capacity, p.name, p.honorific, p.email, p.language
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.body_id = $1 AND n.constituency_id = $2 AND n.state = 'RESERVED'
  ORDER BY coalesce(n.rank, 2147483647), n.submitted_at, n.id LIMIT 1 FOR NO KEY UPDATE OF n SKIP LOCKED`;
const APPROVE = `UPDATE nominations.nomination SET state = 'APPROVED', version = version + 1, updated_at = clock_timestamp() WHERE id = $1`;

interface Freed extends Record<string, unknown> {
  id: string;
  conference_id: string;
  body_id: string;
  constituency_id: string;
}

interface Reserve extends Record<string, unknown> {
  id: string;
  body_id: string;
  constituency_id: string;
  capacity: string;
  name: string;
  honorific: string | null;
  email: string;
  language: string | null;
}

/** Gives a used place back to the quota and offers it to the best-ranked reserve of the same body and constituency. */
@Injectable()
export class GivePlaceBack {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
  ) {}

  /** Safe to run twice: the ledger tells whether the place was given back. */
  async run(nominationId: string): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [freed] = await tx.query<Freed>(FREED, [nominationId]);
      if (freed === undefined) return;
      const place = { bodyId: freed.body_id, constituencyId: freed.constituency_id };
      moveQuota(tx, { ...place, nominationId: freed.id }, 'RELEASE_CONSUMED');
      const [reserve] = await tx.query<Reserve>(BEST_RESERVE, [place.bodyId, place.constituencyId]);
      if (reserve !== undefined) await this.promote(tx, freed.conference_id, reserve);
    });
  }

  private async promote(tx: Transaction, conferenceId: string, reserve: Reserve): Promise<void> {
    const { id, body_id: bodyId, constituency_id: constituencyId } = reserve;
    moveQuota(tx, { bodyId, constituencyId, nominationId: id }, 'CONSUME_FREE', 'From the reserve list');
    tx.write(APPROVE, [id]);
    await this.invitations.issue(tx, conferenceId, [
      {
        nominationId: id,
        bodyId,
        personName: reserve.name,
        honorific: reserve.honorific,
        email: reserve.email,
        language: reserve.language,
        capacity: reserve.capacity,
      },
    ]);
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.promoted',
      subjectType: 'nomination',
      subjectId: id,
    });
    announceChange(tx, { id, conferenceId }, 'everybody');
  }
}
