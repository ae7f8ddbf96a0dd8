import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { BodyContacts, type NewMessage, Notifications } from '#libs/notifications';
import { announceAnswer } from '../invitation.jobs.js';
import { confirmationParams } from '../invitation-messages.js';
import { factsOf, type InvitationRow, inviteeOf } from '../persistence/invitation-record.js';
import { LOAD_FOR_MESSAGES } from '../persistence/invitation.statements.js';

const ACTOR: Actor = { kind: 'system', task: 'announce-answer' };

/**
 * Writes to the person who accepted, or to the body whose person will not come. The invitee's own transaction may know
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

  async handle({ invitationId }: { invitationId: string }): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const rows = await tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [[invitationId]]);
      await this.announce(tx, rows);
    });
  }

  /** An invitation that has ended is not mailed any more, nor sent again by hand: its link leads nowhere. */
  private async stopMail(tx: Transaction, rows: readonly InvitationRow[]): Promise<void> {
    const ended = rows.filter(({ state }) => state !== 'PENDING').map(({ id }) => id);
    if (ended.length > 0) await this.notifications.cancelFor(tx, ended, ['PERSONAL_INVITATION']);
  }

  /** For invitations that were confirmed, declined or have lapsed; any other state has nothing to tell. */
  async announce(tx: Transaction, rows: readonly InvitationRow[]): Promise<void> {
    await this.stopMail(tx, rows);
    const confirmed = rows.filter(({ state }) => state === 'CONFIRMED').map(confirmation);
    const lost = rows.filter(({ state }) => state === 'DECLINED' || state === 'LAPSED');
    const contacts =
      lost.length === 0
        ? []
        : await this.contacts.coordinators(tx, [...new Set(lost.map((row) => row.body_id))]);
    const notices = lost.flatMap((row) =>
      contacts
        .filter(({ bodyId }) => bodyId === row.body_id)
        .map((recipient): NewMessage => ({
          ...common(row),
          kind: 'INVITATION_DECLINED',
          recipient,
          params: {
            conferenceName: row.conference_name,
            personName: row.person_name,
            outcome: row.state === 'LAPSED' ? 'LAPSED' : 'DECLINED',
            reason: row.decline_reason,
          },
        })),
    );
    await this.notifications.compose(tx, [...confirmed, ...notices]);
  }
}

const common = (row: InvitationRow) => ({
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  nominationId: row.nomination_id,
  subject: { type: 'invitation', id: row.id, version: row.version },
});

const confirmation = (row: InvitationRow): NewMessage => ({
  ...common(row),
  kind: 'INVITATION_CONFIRMED',
  recipient: { name: row.person_name, email: row.email, language: row.language },
  params: confirmationParams(factsOf(row, row.conference_name), inviteeOf(row)),
});
