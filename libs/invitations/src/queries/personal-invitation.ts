import { createHash } from 'node:crypto';
import { Injectable, Optional } from '@nestjs/common';
import { compositeId, Database } from '#libs/platform';
import { type Conference, ConferenceReference } from '#libs/conference';
import { invitationCalendar, MailContact } from '#libs/notifications';
import { CalendarOptions } from '../calendar-options.js';
import { type Capacity, type InvitationState } from '../domain/invitation.js';
import { InvitationSources, isPlaceThere, standingIn, type StandingRow } from '../invitation-sources.js';
import { PERSONAL_INVITATION } from '../persistence/invitation.statements.js';
import { inviteeOf } from '../use-cases/answer-invitation.js';

/** The invitation as its invitee sees it: no id of a row, no address, nothing of what is behind it. */
export interface PersonalInvitationView {
  /** Follows from the link alone. */
  readonly id: string;
  readonly state: InvitationState;
  readonly personName: string;
  readonly honorific: string | null;
  readonly capacity: Capacity;
  readonly conference: Conference;
  readonly nominatedBy: string;
  readonly respondBy: Date;
  readonly answeredAt: Date | null;
  readonly changeableUntil: Date | null;
  readonly calendar: string | null;
  readonly contact: string | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
  state: InvitationState;
  person_name: string;
  honorific: string | null;
  capacity: Capacity;
  conference_id: string;
  body_id: string;
  respond_by: Date;
  answered_at: Date | null;
  changeable_until: Date | null;
}

/** Of what the database knows of a link nothing is told, not even what it finds it by. */
const idOf = (tokenHash: string): string =>
  compositeId('PersonalInvitation', createHash('sha256').update(tokenHash).digest('base64url'));

/** Opens the invitation of a link. Looking consumes nothing: scanners of mail open links too. */
@Injectable()
export class PersonalInvitation {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    private readonly calendars: CalendarOptions,
    private readonly sources: InvitationSources,
    @Optional() private readonly mail?: MailContact,
  ) {}

  /** Null for every token that opens nothing, whatever its form: the same statements for all of them. */
  async byToken(token: string): Promise<PersonalInvitationView | null> {
    const actor = inviteeOf(token);
    const [[[row], ...places], snapshot] = await Promise.all([
      this.database.readAll(actor, [
        { text: PERSONAL_INVITATION, values: [actor.tokenHash] },
        ...this.sources.placesOfDeclined.map((text) => ({ text, values: [] })),
      ]) as Promise<[Row[], ...StandingRow[][]]>,
      this.conferences.current(),
    ]);
    if (row === undefined) return null;
    const conference = snapshot.conference(row.conference_id);
    if (conference === undefined) return null;
    return {
      id: idOf(actor.tokenHash),
      state: row.state,
      personName: row.person_name,
      honorific: row.honorific,
      capacity: row.capacity,
      conference,
      nominatedBy: snapshot.body(row.body_id)?.name ?? '',
      respondBy: row.respond_by,
      answeredAt: row.answered_at,
      changeableUntil:
        row.state === 'DECLINED' && !isPlaceThere(standingIn(places)) ? null : row.changeable_until,
      calendar:
        row.state === 'CONFIRMED' && row.answered_at ? this.calendar(row, row.answered_at, conference) : null,
      contact: this.mail?.words ?? null,
    };
  }

  private calendar({ id, version }: Row, stampedAt: Date, conference: Conference): string {
    const { name: conferenceName, venue, city, startsOn, endsOn, timeZone } = conference;
    const occasion = { conferenceName, venue, city, startsOn, endsOn, timeZone };
    return invitationCalendar({ ...occasion, id, version }, 'CONFIRMED', stampedAt, this.calendars.values);
  }
}
