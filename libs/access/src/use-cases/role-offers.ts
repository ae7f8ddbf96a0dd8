import { Injectable } from '@nestjs/common';
import { ROLE_TABLE } from '#libs/kernel';
import { type Body, type Conference } from '#libs/conference';
import { Notifications } from '#libs/notifications';
import { type Transaction } from '#libs/platform';
import { type StaffGrant } from '../domain/staff.js';
import { roleGranted } from '../messages/role-granted.message.js';
import { MailAllowance } from './mail-allowance.js';

export type Offer = Pick<StaffGrant, 'id' | 'role' | 'name' | 'email' | 'language'>;

/** The mail that tells somebody of a role they may accept. It has no secret in it: they sign in with their address. */
@Injectable()
export class RoleOffers {
  constructor(
    private readonly allowance: MailAllowance,
    private readonly notifications: Notifications,
  ) {}

  /** `isWhole`: by an administrator, who may write to more people. Refuses with RATE_LIMITED. */
  async send(
    tx: Transaction,
    { id, role, name, email, language }: Offer,
    sent: {
      readonly conference: Conference;
      readonly body: Body | null;
      /** For which a focal point answers; null for every other role. */
      readonly organisationName: string | null;
      readonly isWhole: boolean;
      /** The how manieth mail of this offer it is. */
      readonly version: number;
      /** Until when it can be accepted. */
      readonly until: Date;
    },
  ): Promise<void> {
    const { conference, body, organisationName, isWhole, version, until } = sent;
    const ofBody = ROLE_TABLE[role].of === 'partner' ? body : null;
    await this.allowance.spend(
      tx,
      isWhole || ofBody === null ? { conferenceId: conference.id } : { bodyId: ofBody.id },
      email,
    );
    await this.notifications.compose(tx, [
      {
        content: roleGranted.with({
          conferenceName: conference.name,
          role,
          bodyName: body?.name ?? null,
          organisationName,
          isOffer: true,
          acceptUntil: until.toISOString(),
          timeZone: conference.timeZone,
        }),
        conferenceId: conference.id,
        bodyId: ofBody?.id ?? null,
        subject: { type: 'grant', id, version },
        recipient: { name, email, language },
      },
    ]);
  }
}
