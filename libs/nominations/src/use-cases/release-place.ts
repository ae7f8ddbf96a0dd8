import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { type Place } from '../nominations.jobs.js';
import { HostNotices } from '../notices/host-notices.js';
import { moveQuota, quotaDelta, type QuotaMove } from '../persistence/quota-ledger.js';
import { type Ask, modeOf, reserveLine } from '../queries/reserve-line.js';

const ACTOR: Actor = { kind: 'system', task: 'give-place-back' };

const LOCK = `SELECT conference_id, body_id, constituency_id FROM nominations.nomination WHERE id = $1 FOR NO KEY UPDATE`;
/** A statement of its own, so that it sees what whoever held the lock before has written. */
const USED = `SELECT coalesce(sum(consumed_delta), 0)::int AS consumed, coalesce(sum(allotted_delta), 0)::int AS overridden
  FROM nominations.quota_entry WHERE nomination_id = $1`;

interface PlaceRow extends Record<string, unknown> {
  conference_id: string;
  body_id: string;
  constituency_id: string;
}

interface UsedRow extends Record<string, unknown> {
  consumed: number;
  overridden: number;
}

/**
 * Gives a used place back to the quota; a place that an approver gave beyond it goes altogether. Where the host invites by
 * hand, its approvers are told in the same transaction, so once.
 */
@Injectable()
export class ReleasePlace {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: HostNotices,
    private readonly invitations: Invitations,
  ) {}

  /**
   * Safe to run twice: the ledger tells whether the place is used. `invitationId`: the invitation by whose answer it is given
   * back; whoever accepts after all locks the nomination too, and keeps the place. Answers where the nomination's place
   * belongs, if it is given up.
   */
  async run(nominationId: string, invitationId: string | null = null): Promise<Place | undefined> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      const [[row], [used], isGivenUp] = await Promise.all([
        tx.query<PlaceRow>(LOCK, [nominationId]),
        tx.query<UsedRow>(USED, [nominationId]),
        invitationId === null || this.invitations.isGivenUp(tx, invitationId),
      ]);
      if (row === undefined || !isGivenUp) return undefined;
      const place = { bodyId: row.body_id, constituencyId: row.constituency_id };
      if (used !== undefined && used.consumed > 0) {
        const move = used.overridden > 0 ? 'RELEASE_OVERRIDDEN' : 'RELEASE_CONSUMED';
        await this.tellHost(
          tx,
          row.conference_id,
          place,
          move,
          moveQuota(tx, { ...place, nominationId }, move),
        );
      }
      return place;
    });
  }

  /** The quota is written last, so the line is read as it will be. */
  private async tellHost(
    tx: Transaction,
    conferenceId: string,
    place: Place,
    move: QuotaMove,
    entryId: string,
  ): Promise<void> {
    const ask: Ask = (text, values) => tx.query(text, values);
    if ((await modeOf(ask, conferenceId)) !== 'BY_HAND') return;
    const offered = await reserveLine(ask, [{ ...place, delta: quotaDelta(move) }]);
    const notices = await this.notices.of(tx, conferenceId, offered);
    await this.notices.freed(tx, conferenceId, notices, { type: 'quota-entry', id: entryId });
  }
}
