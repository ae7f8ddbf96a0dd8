import { Injectable } from '@nestjs/common';
import { UserDirectory } from '#libs/access';
import { Refusal, type UserActor } from '#libs/kernel';
import { NOW, type Transaction } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { Correspondents } from '../letter/correspondents.js';
import { organisationReminder } from '../messages/organisation-reminder.message.js';
import { type InvitationRow, IS_WITHIN_A_DAY } from '../persistence/organisation-invitation.statements.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Writes to an organisation that has not answered; once within a day, whoever presses. */
@Injectable()
export class RemindOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'remindOrganisationInvitation',
    description:
      'Reminds an organisation that has not answered, by mail to whoever answers for it, or to its contacts where nobody does. Within a day of the last reminder it is refused with ALREADY_REMINDED (`remindedAt`, `remindedBy`), with INCOMPLETE where nobody of the organisation has an address',
    action: 'REMIND',
    input: {},
    codes: ['ALREADY_REMINDED', 'INCOMPLETE'],
    extras: ['remindedAt', 'remindedBy'],
    fact: INVITATION_FACTS.reminded,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly correspondents: Correspondents,
    private readonly users: UserDirectory,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      RemindOrganisationInvitation.act,
      call,
      async ({ tx, actor, conference, invitation, isPast }) => {
        await this.requireDayBetween(tx, actor, invitation);
        const answering = await this.correspondents.focalPoints(tx, invitation);
        const recipients =
          answering.length > 0 ? answering : await this.correspondents.contacts(tx, conference, invitation);
        if (recipients.length === 0)
          throw new Refusal(
            'INCOMPLETE',
            'Nobody answers for the organisation, and none of its contacts has an address. Add one first.',
            ['id'],
          );
        const content = organisationReminder.with({
          conferenceName: conference.name,
          organisationName: await this.correspondents.nameOf(tx, conference, invitation),
          replyBy: invitation.replyBy,
          city: conference.city,
          isPast,
        });
        await this.correspondents.write(tx, invitation, content, recipients);
        return {
          change: { remindedAt: NOW, remindedBy: actor.userId },
          details: { recipients: recipients.length },
        };
      },
    );
  }

  private async requireDayBetween(
    tx: Transaction,
    actor: UserActor,
    { remindedAt, remindedById }: InvitationRow,
  ): Promise<void> {
    if (remindedAt === null || remindedById === null) return;
    const [last] = await tx.query<{ isRecent: boolean }>(IS_WITHIN_A_DAY, [remindedAt]);
    if (last?.isRecent !== true) return;
    const user = (await this.users.summaries(actor, [remindedById])).get(remindedById);
    throw new Refusal(
      'ALREADY_REMINDED',
      'The organisation was reminded within the last day. Wait until a day has passed.',
      ['id'],
      { remindedAt, remindedBy: user?.name ?? null },
    );
  }
}
