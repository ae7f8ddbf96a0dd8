import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { StaffDirectory } from '#libs/access';
import { BodyContacts, type MessageContent, type NewMessage, Notifications } from '#libs/notifications';
import { PLACE_OFFER_SUBJECT } from '../domain/place-offer.js';
import { placeOfferAwaitsHost } from '../messages/place-offer-awaits-host.message.js';
import { placeOfferEnded } from '../messages/place-offer-ended.message.js';
import { placeOfferWithdrawn } from '../messages/place-offer-withdrawn.message.js';
import { placesOffered } from '../messages/places-offered.message.js';
import { type Ask } from '../persistence/ask.js';
import { type PlaceOfferRow } from '../persistence/place-offer.statements.js';
import { modeOf, ReserveLine } from '../queries/reserve-line.js';
import { HostNotices } from './host-notices.js';

export const NAMES = `SELECT c.name AS "conferenceName", c.time_zone AS "timeZone", k.name AS "constituencyName", g.name AS "fromName", r.name AS "toName"
  FROM conference.conference c JOIN conference.body g ON g.id = $2 JOIN conference.body r ON r.id = $3
  JOIN conference.constituency k ON k.id = $4 WHERE c.id = $1`;
const ENTRY_OF_RECEIVER = `SELECT e.id FROM nominations.quota_entry e WHERE e.place_offer_id = $1 AND e.body_id = $2`;
const NO_MOVE = { held: 0, consumed: 0, overridden: 0, onOffer: 0 };

interface Names extends Record<string, unknown> {
  conferenceName: string;
  timeZone: string;
  constituencyName: string;
  fromName: string;
  toName: string;
}

/** What people are told of offers of places. The service writes it, for no side may know the people of the other. */
@Injectable()
export class PlaceOfferNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly staff: StaffDirectory,
    private readonly hostNotices: HostNotices,
    private readonly line: ReserveLine,
  ) {}

  async tell(tx: Transaction, offer: PlaceOfferRow): Promise<void> {
    const { id, conferenceId, bodyId, toBodyId, constituencyId, count, state } = offer;
    const [names] = await tx.query<Names>(NAMES, [conferenceId, bodyId, toBodyId, constituencyId]);
    if (names === undefined) return;
    const { fromName, toName, timeZone, conferenceName, constituencyName } = names;
    const common = { conferenceName, constituencyName, count };
    const time = { expiresAt: offer.expiresAt.toISOString(), timeZone };
    if (state === 'AWAITING_HOST') {
      const content = placeOfferAwaitsHost.with({ ...common, ...time, fromName, toName });
      await this.write(tx, offer, null, content);
      return;
    }
    // Whoever is asked no more hears no more that they are.
    const asked = state === 'OFFERED' ? [placeOfferAwaitsHost] : [placesOffered, placeOfferAwaitsHost];
    const cancelled = await this.notifications.cancelFor(tx, id, asked);
    switch (state) {
      case 'OFFERED': {
        const content = placesOffered.with({ ...common, ...time, bodyName: fromName, note: offer.note });
        await this.write(tx, offer, toBodyId, content);
        return;
      }
      case 'WITHDRAWN': {
        const reached = cancelled.flatMap(({ kind, recipientEmail, mayHaveArrived }) =>
          kind === placesOffered.kind && mayHaveArrived ? [recipientEmail] : [],
        );
        const content = placeOfferWithdrawn.with({ ...common, bodyName: fromName });
        await this.write(tx, offer, toBodyId, content, reached);
        return;
      }
      case 'ACCEPTED':
        await this.tellOfAdded(tx, offer);
        break;
      case 'DECLINED':
      case 'REFUSED':
      case 'EXPIRED':
        break;
    }
    const content = placeOfferEnded.with({ ...common, bodyName: toName, outcome: state });
    await this.write(tx, offer, bodyId, content);
  }

  /** To the coordinators of a body, or the host's approvers; where `among` is given, to those of these addresses. */
  private async write(
    tx: Transaction,
    { id, conferenceId, version }: PlaceOfferRow,
    bodyId: string | null,
    content: MessageContent,
    among?: readonly string[],
  ): Promise<void> {
    if (among?.length === 0) return;
    const recipients =
      bodyId === null
        ? await this.staff.withRoles(tx, conferenceId, ['HOST_APPROVER'])
        : await this.contacts.coordinators(tx, [bodyId]);
    await this.notifications.compose(
      tx,
      recipients
        .filter(({ email }) => among?.includes(email) ?? true)
        .map((recipient): NewMessage => ({
          content,
          subject: { type: PLACE_OFFER_SUBJECT, id, version },
          recipient,
          conferenceId,
          bodyId,
        })),
    );
  }

  /** Places that came by it are on offer to the receiver's reserve list: where the host invites by hand, it is told as of any other. */
  private async tellOfAdded(tx: Transaction, offer: PlaceOfferRow): Promise<void> {
    const ask: Ask = (text, values) => tx.query(text, values);
    const { id, conferenceId, toBodyId: bodyId, constituencyId } = offer;
    if ((await modeOf(ask, conferenceId)) !== 'BY_HAND') return;
    const [entry] = await tx.query<{ id: string }>(ENTRY_OF_RECEIVER, [id, bodyId]);
    const offered = await this.line.after(ask, [{ bodyId, constituencyId, delta: NO_MOVE }]);
    if (entry === undefined || offered.length === 0) return;
    const notices = await this.hostNotices.of(tx, conferenceId, offered);
    await this.hostNotices.freed(tx, conferenceId, notices, { type: 'quota-entry', id: entry.id });
  }
}
