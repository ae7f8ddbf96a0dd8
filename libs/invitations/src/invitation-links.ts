import { Injectable } from '@nestjs/common';
import { AccessOptions } from '#libs/access';
import {
  hashInvitationToken,
  invitationPath,
  invitationToken,
  LINK_VERSION,
} from './domain/invitation-token.js';

/** Derives the tokens of invitations from the installation's secret. */
@Injectable()
export class InvitationLinks {
  private readonly secret: string;

  constructor(options: AccessOptions) {
    this.secret = options.values.secret;
  }

  /** Of a link of now ({@link LINK_VERSION}). */
  hashFor(invitationId: string): string {
    return hashInvitationToken(invitationToken(this.secret, invitationId, LINK_VERSION));
  }

  /** Where the link of the mail leads; for sending only. */
  pathFor(invitationId: string, linkVersion: number): string {
    return invitationPath(invitationToken(this.secret, invitationId, linkVersion));
  }
}
