import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { type BodyContact, BodyContacts, type NewMessage, Notifications } from '#libs/notifications';
import { announceAnswer } from '../invitation.jobs.js';
import { confirmationParams, declineParams } from '../invitation-messages.js';
import { factsOf, type InvitationRow, inviteeOf } from '../persistence/invitation-record.js';
import { LOAD_FOR_MESSAGES } from '../persistence/invitation.statements.js';

const ACTOR: Actor = { kind: 'system', task: 'announce-answer' };

/**
 * Writes to the person who answered, and to the body whose person will not come. The invitee's own transaction may know
 * no coordinator, so this comes after it.
 */
@Injectable()
export class AnnounceAnswer extends JobHandler<z.output<typeof announceAnswer.payload>> {
  readonly job = announceAnswer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
  ) {
    super();
  }

  /** An answer that was changed before this came is not told: the change is, by its own job and in its own words. */
  async handle({
    invitationId,
    version,
    wasConfirmed,
  }: z.output<typeof announceAnswer.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const rows = await tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [[invitationId]]);
      const isOutdated = (row: InvitationRow): boolean => version !== undefined && row.version !== version;
      await this.announce(
        tx,
        rows.filter((row) => !isOutdated(row)),
        wasConfirmed,
      );
    });
  }

  /**
   * An invitation that was answered or has ended is not mailed any more, nor sent again by hand. Answers the invitations
   * whose bodies may have heard of a decline that holds no more.
   */
  private async stopMail(tx: Transaction, rows: readonly InvitationRow[]): Promise<ReadonlySet<string>> {
    const ended = rows.filter(({ state }) => state !== 'PENDING').map(({ id }) => id);
    if (ended.length > 0) await this.notifications.cancelFor(tx, ended, ['PERSONAL_INVITATION']);
    // An acceptance that was taken back before its mail left is not told any more, to the person or the body.
    const declined = rows.filter(({ state }) => state === 'DECLINED').map(({ id }) => id);
    if (declined.length > 0)
      await this.notifications.cancelFor(tx, declined, ['INVITATION_CONFIRMED', 'ACCEPTED_AFTER_ALL']);
    // Nor is a decline told to anybody who has not heard of it.
    const confirmed = rows.filter(({ state }) => state === 'CONFIRMED').map(({ id }) => id);
    if (confirmed.length === 0) return new Set();
    const [, notices] = await Promise.all([
      this.notifications.cancelFor(tx, confirmed, ['DECLINE_CONFIRMED']),
      this.notifications.cancelFor(tx, confirmed, ['INVITATION_DECLINED']),
    ]);
    return new Set(notices.filter((one) => one.mayHaveArrived).map(({ subjectId }) => subjectId));
  }

  /** For invitations that were confirmed, declined or have lapsed; any other state has nothing to tell. */
  async announce(tx: Transaction, rows: readonly InvitationRow[], wasConfirmed = false): Promise<void> {
    const heardOfDecline = await this.stopMail(tx, rows);
    const declined = rows
      .filter(({ state }) => state === 'DECLINED')
      .map((row) => decline(row, wasConfirmed));
    const confirmed = rows.filter(({ state }) => state === 'CONFIRMED').map(confirmation);
    const told = rows.filter(
      ({ id, state }) => state === 'DECLINED' || state === 'LAPSED' || heardOfDecline.has(id),
    );
    const contacts =
      told.length === 0
        ? []
        : await this.contacts.coordinators(tx, [...new Set(told.map((row) => row.body_id))]);
    const notices = told.flatMap((row) =>
      contacts
        .filter(({ bodyId }) => bodyId === row.body_id)
        .map((recipient) => (row.state === 'CONFIRMED' ? afterAll(row, recipient) : loss(row, recipient))),
    );
    await this.notifications.compose(tx, [...confirmed, ...declined, ...notices]);
  }
}

const common = (row: InvitationRow) => ({
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  nominationId: row.nomination_id,
  subject: { type: 'invitation', id: row.id, version: row.version },
});

const loss = (row: InvitationRow, recipient: BodyContact): NewMessage => ({
  ...common(row),
  kind: 'INVITATION_DECLINED',
  recipient,
  params: {
    conferenceName: row.conference_name,
    personName: row.person_name,
    outcome: row.state === 'LAPSED' ? 'LAPSED' : 'DECLINED',
    reason: row.decline_reason,
    freedPlaces: row.freed_places,
  },
});

const afterAll = (row: InvitationRow, recipient: BodyContact): NewMessage => ({
  ...common(row),
  kind: 'ACCEPTED_AFTER_ALL',
  recipient,
  params: { conferenceName: row.conference_name, personName: row.person_name },
});

const confirmation = (row: InvitationRow): NewMessage => ({
  ...common(row),
  kind: 'INVITATION_CONFIRMED',
  recipient: { name: row.person_name, email: row.email, language: row.language },
  params: confirmationParams(factsOf(row, row.conference_name), inviteeOf(row), row.changeable_until),
});

const decline = (row: InvitationRow, wasConfirmed: boolean): NewMessage => ({
  ...common(row),
  kind: 'DECLINE_CONFIRMED',
  recipient: { name: row.person_name, email: row.email, language: row.language },
  params: declineParams(factsOf(row, row.conference_name), inviteeOf(row), {
    wasConfirmed,
    changeableUntil: row.changeable_until,
  }),
});
