import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { HostNotices } from '../notices/host-notices.js';
import { moveQuota, placesUsedBy, quotaDelta, type QuotaMove } from '../persistence/quota-ledger.js';
import { PlaceSubjects } from '../place-subjects.js';
import { type Place } from '../domain/place.js';
import { type Ask } from '../persistence/ask.js';
import { modeOf, ReserveLine } from '../queries/reserve-line.js';

const ACTOR: Actor = { kind: 'system', task: 'give-place-back' };

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
    private readonly subjects: PlaceSubjects,
    private readonly line: ReserveLine,
  ) {}

  /**
   * Safe to run twice: the ledger tells whether the place is used. `invitationId`: the invitation by whose answer it is given
   * back; whoever accepts after all locks the subject too, and keeps the place. Answers where the subject's place belongs, if
   * it is given up.
   */
  async run(subjectId: string, invitationId: string | null = null): Promise<Place | undefined> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      const ask: Ask = (text, values) => tx.query(text, values);
      const [subject, used, isGivenUp] = await Promise.all([
        this.subjects.only.lock(tx, subjectId),
        placesUsedBy(ask, subjectId),
        invitationId === null || this.invitations.isGivenUp(tx, invitationId),
      ]);
      if (subject === undefined || !isGivenUp) return undefined;
      const { conferenceId, bodyId, constituencyId } = subject;
      const place = { bodyId, constituencyId };
      if (used.consumed > 0) {
        const move = used.overridden > 0 ? 'RELEASE_OVERRIDDEN' : 'RELEASE_CONSUMED';
        await this.tellHost(tx, conferenceId, place, move, moveQuota(tx, { ...place, subjectId }, move));
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
    const offered = await this.line.after(ask, [{ ...place, delta: quotaDelta(move) }]);
    const notices = await this.notices.of(tx, conferenceId, offered);
    await this.notices.freed(tx, conferenceId, notices, { type: 'quota-entry', id: entryId });
  }
}
