import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { ConferenceReference } from '#libs/conference';
import { BodyContacts, Notifications } from '#libs/notifications';
import { type Transaction } from '#libs/platform';
import { WEBHOOK_SUBJECT } from '../domain/audit-actions.js';
import { type EndedReason } from '../domain/endpoint.js';
import { webhookEnded } from '../messages/webhook-ended.message.js';

export interface EndedEndpoint extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly url: string;
  readonly description: string | null;
  readonly version: number;
}

/** Mails those who keep an endpoint that has ended. */
@Injectable()
export class EndedNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly staff: StaffDirectory,
    private readonly conferences: ConferenceReference,
  ) {}

  async write(tx: Transaction, ended: EndedEndpoint, reason: EndedReason): Promise<void> {
    const { id, conferenceId, bodyId, url, description, version } = ended;
    const recipients =
      bodyId === null
        ? await this.staff.withRoles(tx, conferenceId, ['HOST_ADMINISTRATOR'])
        : await this.contacts.coordinators(tx, [bodyId]);
    const conference = await this.conferences.conference(conferenceId);
    const content = webhookEnded.with({
      conferenceName: conference?.name ?? '',
      host: new URL(url).host,
      description,
      reason,
    });
    await this.notifications.compose(
      tx,
      recipients.map(({ name, email, language }) => ({
        content,
        subject: { type: WEBHOOK_SUBJECT, id, version },
        recipient: { name, email, language },
        conferenceId,
        bodyId,
      })),
    );
  }
}
