import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { StaffDirectory, type StaffMember } from '#libs/access';
import { type MessageContent, type NewMessage, Notifications } from '#libs/notifications';
import { placesFreed } from '../messages/places-freed.message.js';
import { type Place } from '../domain/place.js';
import { type Ask } from '../persistence/ask.js';
import { type OfferedPlaces, ReserveLine } from '../queries/reserve-line.js';

/** What the approvers have not had yet of a place, but for what was written of its newest move; and that move. */
const UNTOLD = `WITH newest AS (
    SELECT e.id, q.id AS quota_id, q.conference_id FROM nominations.quota q
    CROSS JOIN LATERAL (SELECT t.id FROM nominations.quota_entry t WHERE t.quota_id = q.id ORDER BY t.at DESC, t.id DESC LIMIT 1) e
    WHERE q.body_id = $1 AND q.constituency_id = $2)
  SELECT DISTINCT newest.id AS newest, d.subject_id FROM newest
  JOIN notifications.delivery d ON d.conference_id = newest.conference_id
    AND d.kind = 'PLACES_FREED' AND d.standing IN ('WAITING', 'HELD', 'REFUSED', 'FAILED')
  JOIN nominations.quota_entry e ON e.id = d.subject_id AND e.quota_id = newest.quota_id
  WHERE e.id <> newest.id`;
const NO_MOVE = { held: 0, consumed: 0, overridden: 0, onOffer: 0 };

const CONFERENCE_NAME = 'SELECT name FROM conference.conference WHERE id = $1';

/** A notice to one of the host's approvers. */
export interface HostNotice {
  readonly contact: StaffMember;
  readonly content: MessageContent;
}

/** What the host's approvers are told: places are free and somebody waits for them. */
@Injectable()
export class HostNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly staff: StaffDirectory,
    private readonly line: ReserveLine,
  ) {}

  /** The notices that `freed` would write; none where nobody waits. */
  async of(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    places: readonly OfferedPlaces[],
  ): Promise<HostNotice[]> {
    if (places.length === 0) return [];
    const [[conference], approvers] = await Promise.all([
      tx.query<{ name: string }>(CONFERENCE_NAME, [conferenceId]),
      this.staff.withRoles(tx, conferenceId, ['HOST_APPROVER']),
    ]);
    const content = placesFreed.with({
      conferenceName: conference?.name ?? '',
      places: places.map(({ bodyName, constituencyName, count, line }) => ({
        bodyName,
        constituencyName,
        count,
        nextName: line[0]?.person.name ?? '',
      })),
    });
    return approvers.map((contact) => ({ contact, content }));
  }

  /**
   * Somebody has taken one of the places: what was written and has not arrived is taken back, and what is left of it is
   * told. Safe to run twice.
   */
  async correct(tx: Transaction, conferenceId: string, place: Place): Promise<void> {
    const untold = await tx.query<{ newest: string; subject_id: string }>(UNTOLD, [
      place.bodyId,
      place.constituencyId,
    ]);
    const [first] = untold;
    if (first === undefined) return;
    const subjects = untold.map(({ subject_id: id }) => id);
    await this.notifications.cancelFor(tx, subjects, [placesFreed]);
    const ask: Ask = (text, values) => tx.query(text, values);
    const left = await this.line.after(ask, [{ ...place, delta: NO_MOVE }]);
    const notices = await this.of(tx, conferenceId, left);
    await this.freed(tx, conferenceId, notices, { type: 'quota-entry', id: first.newest });
  }

  /** Tells every approver once of what one act has freed; `cause` names the act. */
  async freed(
    tx: Transaction,
    conferenceId: string,
    notices: readonly HostNotice[],
    cause: { readonly type: string; readonly id: string; readonly batchId?: string },
  ): Promise<void> {
    await this.notifications.compose(
      tx,
      notices.map(({ contact, content }): NewMessage => ({
        content,
        conferenceId,
        // The host's own business: it is for the host to say who is invited.
        bodyId: null,
        batchId: cause.batchId ?? null,
        subject: { type: cause.type, id: cause.id, version: 1 },
        recipient: contact,
      })),
    );
  }
}
