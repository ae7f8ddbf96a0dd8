import { Injectable } from '@nestjs/common';
import { AccessOptions } from '#libs/access';
import { hashInvitationToken, invitationPath, invitationToken } from './domain/invitation-token.js';

/** Derives the tokens of invitations from the installation's secret. */
@Injectable()
export class InvitationLinks {
  private readonly secret: string;

  constructor(options: AccessOptions) {
    this.secret = options.values.secret;
  }

  hashFor(invitationId: string, linkVersion: number): string {
    return hashInvitationToken(invitationToken(this.secret, invitationId, linkVersion));
  }

  /** Where the link of the mail leads; for sending only. */
  pathFor(invitationId: string, linkVersion: number): string {
    return invitationPath(invitationToken(this.secret, invitationId, linkVersion));
  }
}
