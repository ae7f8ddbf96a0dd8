import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { StaffDirectory, type StaffMember } from '#libs/access';
import { type MessageParams, type NewMessage, Notifications } from '#libs/notifications';
import { type OfferedPlaces } from '../queries/reserve-line.js';

const CONFERENCE_NAME = 'SELECT name FROM conference.conference WHERE id = $1';

/** A notice to one of the host's approvers. */
export interface HostNotice {
  readonly contact: StaffMember;
  readonly params: MessageParams<'PLACES_FREED'>;
}

/** What the host's approvers are told: places are free and somebody waits for them. */
@Injectable()
export class HostNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly staff: StaffDirectory,
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
    const params: MessageParams<'PLACES_FREED'> = {
      conferenceName: conference?.name ?? '',
      places: places.map(({ bodyName, constituencyName, count, line }) => ({
        bodyName,
        constituencyName,
        count,
        nextName: line[0]?.person.name ?? '',
      })),
    };
    return approvers.map((contact) => ({ contact, params }));
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
      notices.map(({ contact, params }): NewMessage => ({
        kind: 'PLACES_FREED',
        conferenceId,
        // The host's own business: it is for the host to say who is invited.
        bodyId: null,
        nominationId: null,
        batchId: cause.batchId ?? null,
        subject: { type: cause.type, id: cause.id, version: 1 },
        recipient: contact,
        params,
      })),
    );
  }
}
