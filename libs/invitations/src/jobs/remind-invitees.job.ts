import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { type NewMessage, Notifications } from '#libs/notifications';
import { remindInvitees } from '../invitation.jobs.js';
import { invitationContent } from '../invitation-messages.js';
import { factsOf, type InvitationRow, inviteeOf, sourceOf } from '../persistence/invitation-record.js';
import { LOAD_FOR_MESSAGES } from '../persistence/invitation.statements.js';

const ACTOR: Actor = { kind: 'system', task: 'remind-invitees' };
/** The invitation itself is version 1 of its subject; its only reminder is the second. */
const REMINDER = 2;

/** Sends the invitation once more to whoever has not answered it. */
@Injectable()
export class RemindInvitees extends JobHandler<z.output<typeof remindInvitees.payload>> {
  readonly job = remindInvitees;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async handle({ invitationIds }: { invitationIds: string[] }): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const rows = await tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [invitationIds]);
      await this.notifications.compose(tx, rows.filter(({ is_open }) => is_open).map(reminder));
    });
  }
}

const reminder = (row: InvitationRow): NewMessage => ({
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  about: sourceOf(row),
  subject: { type: 'invitation', id: row.id, version: REMINDER },
  recipient: { name: row.person_name, email: row.email, language: row.language },
  content: invitationContent(factsOf(row, row.conference_name), inviteeOf(row), {
    nominatedBy: row.body_name,
    respondBy: row.respond_by,
    linkVersion: row.link_version,
    isReminder: true,
  }),
});
