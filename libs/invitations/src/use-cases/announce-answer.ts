import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import {
  type BodyContact,
  BodyContacts,
  type CancelledMessage,
  type NewMessage,
  Notifications,
} from '#libs/notifications';
import { confirmationContent, declineContent, TOLD_TO_BODY, TOLD_TO_PERSON } from '../invitation-messages.js';
import { acceptedAfterAll } from '../messages/accepted-after-all.message.js';
import { invitationDeclined } from '../messages/invitation-declined.message.js';
import { personalInvitation } from '../messages/personal-invitation.message.js';
import { InvitationSources, type InvitedPlace } from '../invitation-sources.js';
import { factsOf, type InvitationRow, inviteeOf, sourceOf } from '../persistence/invitation-record.js';
import { LOAD_FOR_MESSAGES } from '../persistence/invitation.statements.js';

const ACTOR: Actor = { kind: 'system', task: 'announce-answer' };

/** An invitation with how its place stands by now. */
type AnsweredRow = InvitationRow & Pick<InvitedPlace, 'isStanding' | 'isExtra'>;

/** An answer of which those are to hear whom it concerns. */
export interface AnswerToTell {
  readonly invitationId: string;
  /** The invitation's at the answer: a later answer is an event of its own. Absent in jobs of an older release. */
  readonly version?: number | undefined;
  /** Declined after it had been accepted. */
  readonly wasConfirmed?: boolean | undefined;
}

/**
 * Writes to the person who answered, and to the body whose person will not come. The invitee's own transaction may know
 * no coordinator, so this comes after it.
 */
@Injectable()
export class AnnounceAnswer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly sources: InvitationSources,
  ) {}

  /** An answer that was changed before this came is not told: the change is, by its own event and in its own words. Safe to run twice. */
  async run({ invitationId, version, wasConfirmed }: AnswerToTell): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [row] = await this.withPlaces(
        tx,
        await tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [[invitationId]]),
      );
      if (row === undefined) return;
      const heard = await this.overtake(tx, row);
      if (version === undefined || row.version === version) await this.tell(tx, row, heard, wasConfirmed);
    });
  }

  /** Tells the bodies of invitations that have lapsed, and stops the mail of these. */
  async lapsed(tx: Transaction, rows: readonly InvitationRow[]): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    await this.notifications.cancelFor(tx, ids, [personalInvitation]);
    await this.notifications.compose(tx, await this.toBodies(tx, await this.withPlaces(tx, rows), loss));
  }

  /**
   * Nothing is told any more that an answer or the end has overtaken: the invitation itself, and what was written of earlier
   * answers. Answers who heard last that the person declines.
   */
  private async overtake(tx: Transaction, row: InvitationRow): Promise<ReadonlySet<string>> {
    const [told] = await Promise.all([
      this.notifications.cancelFor(tx, row.id, TOLD_TO_BODY, row.version),
      this.notifications.cancelFor(tx, row.id, TOLD_TO_PERSON, row.version),
      row.state === 'PENDING' || this.notifications.cancelFor(tx, row.id, [personalInvitation]),
    ]);
    const last = new Map<string, CancelledMessage>();
    for (const message of told) {
      const former = last.get(message.recipientEmail)?.subjectVersion ?? 0;
      if (message.mayHaveArrived && message.subjectVersion > former)
        last.set(message.recipientEmail, message);
    }
    return new Set(
      [...last].flatMap(([email, { kind }]) => (kind === invitationDeclined.kind ? [email] : [])),
    );
  }

  /** For an invitation that was confirmed or declined; any other state has nothing to tell. */
  private async tell(
    tx: Transaction,
    row: AnsweredRow,
    heardOfDecline: ReadonlySet<string>,
    wasConfirmed = false,
  ): Promise<void> {
    if (row.state !== 'CONFIRMED' && row.state !== 'DECLINED') return;
    const isDeclined = row.state === 'DECLINED';
    const notices = await this.toBodies(tx, [row], isDeclined ? loss : afterAll);
    await this.notifications.compose(tx, [
      isDeclined ? decline(row, wasConfirmed) : confirmation(row),
      // A change is told to whoever has heard of what is changed.
      ...notices.filter(({ recipient }) => heardOfDecline.has(recipient.email) !== isDeclined),
    ]);
  }

  private async toBodies(
    tx: Transaction,
    rows: readonly AnsweredRow[],
    write: (row: AnsweredRow, recipient: BodyContact) => NewMessage,
  ): Promise<NewMessage[]> {
    const contacts = await this.contacts.coordinators(tx, [...new Set(rows.map((row) => row.body_id))]);
    return rows.flatMap((row) =>
      contacts.filter(({ bodyId }) => bodyId === row.body_id).map((recipient) => write(row, recipient)),
    );
  }

  private async withPlaces(tx: Transaction, rows: readonly InvitationRow[]): Promise<AnsweredRow[]> {
    const places = await this.sources.placesOf(tx, rows.map(sourceOf));
    return rows.map((row) => {
      const { isStanding = false, isExtra = false } = places.get(row.source_id) ?? {};
      return { ...row, isStanding, isExtra };
    });
  }
}

/** What becomes of the place that is given up. */
function freedPlaces(row: AnsweredRow): (typeof invitationDeclined.preview)['freedPlaces'] {
  if (row.isExtra) return 'NONE';
  return row.changeable_until === null ? 'CLOSED' : row.freed_places;
}

/** Who was taken back gets no place back. */
const changeableUntil = (row: AnsweredRow): Date | null => (row.isStanding ? row.changeable_until : null);

const common = (row: InvitationRow) => ({
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  about: sourceOf(row),
  subject: { type: 'invitation', id: row.id, version: row.version },
});

const loss = (row: AnsweredRow, recipient: BodyContact): NewMessage => ({
  ...common(row),
  recipient,
  content: invitationDeclined.with({
    conferenceName: row.conference_name,
    personName: row.person_name,
    outcome: row.state === 'LAPSED' ? 'LAPSED' : 'DECLINED',
    reason: row.decline_reason,
    freedPlaces: freedPlaces(row),
  }),
});

const afterAll = (row: AnsweredRow, recipient: BodyContact): NewMessage => ({
  ...common(row),
  recipient,
  content: acceptedAfterAll.with({ conferenceName: row.conference_name, personName: row.person_name }),
});

const confirmation = (row: AnsweredRow): NewMessage => ({
  ...common(row),
  recipient: { name: row.person_name, email: row.email, language: row.language },
  content: confirmationContent(factsOf(row, row.conference_name), inviteeOf(row), changeableUntil(row)),
});

const decline = (row: AnsweredRow, wasConfirmed: boolean): NewMessage => ({
  ...common(row),
  recipient: { name: row.person_name, email: row.email, language: row.language },
  content: declineContent(factsOf(row, row.conference_name), inviteeOf(row), {
    wasConfirmed,
    changeableUntil: changeableUntil(row),
  }),
});
