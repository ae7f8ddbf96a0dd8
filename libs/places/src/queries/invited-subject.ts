import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { Invitations } from '#libs/invitations';

const ACTOR: Actor = { kind: 'system', task: 'places-of-invitations' };

/** For what an invitation offers its place: a subject of the ledger, which knows of others nothing. */
@Injectable()
export class InvitedSubject {
  constructor(private readonly invitations: Invitations) {}

  /** Null where there is no such invitation any more. */
  async of(invitationId: string): Promise<string | null> {
    return (await this.invitations.sourceOf(ACTOR, invitationId))?.id ?? null;
  }
}
