import { Injectable } from '@nestjs/common';
import { newId, Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type NewMessage, Notifications } from '#libs/notifications';
import { type InvitationState, whyNotRedirected } from '../domain/invitation.js';
import { LINK_VERSION } from '../domain/invitation-token.js';
import { InvitationLinks } from '../invitation-links.js';
import { type SourceOfInvitation } from '../invitation-sources.js';
import { invitationContent } from '../invitation-messages.js';
import { personalInvitation } from '../messages/personal-invitation.message.js';
import { factsOf, type InvitationRow, inviteeOf, sourceOf } from '../persistence/invitation-record.js';
import {
  LOAD_FOR_MESSAGES,
  NEWEST_STATE,
  REDIRECT_INVITATION,
} from '../persistence/invitation.statements.js';
import { type Deadline, watchDeadline } from './issue-invitations.js';

interface Redirected extends Deadline {
  former_id: string;
}

/**
 * Gives up the invitation that waits at a wrong address and issues another: a new row, so a new link, a new message and
 * the whole time to answer. The old address hears nothing; if the mail reached a stranger, its link says that it holds no more.
 */
@Injectable()
export class RedirectInvitation {
  constructor(
    private readonly links: InvitationLinks,
    private readonly notifications: Notifications,
  ) {}

  /** Answers whether there was one to redirect. Refuses INVITATION_ENDED, with its state, what was answered or has lapsed. */
  async run(
    tx: Transaction,
    { source, conferenceId }: { readonly source: SourceOfInvitation; readonly conferenceId: string },
    email: string,
  ): Promise<boolean> {
    const id = newId();
    // An answer that comes at the same time waits for the old row, or this waits for the answer.
    const [redirected] = await tx.query<Redirected>(REDIRECT_INVITATION, [
      conferenceId,
      source.type,
      source.id,
      id,
      email,
      this.links.hashFor(id),
      LINK_VERSION,
    ]);
    if (redirected === undefined) {
      await this.requireNone(tx, source);
      return false;
    }
    const [, rows] = await Promise.all([
      this.notifications.cancelFor(tx, redirected.former_id, [personalInvitation]),
      tx.query<InvitationRow>(LOAD_FOR_MESSAGES, [[id]]),
    ]);
    await this.notifications.compose(tx, rows.map(invitation));
    watchDeadline(tx, conferenceId, [id], redirected);
    return true;
  }

  private async requireNone(tx: Transaction, source: SourceOfInvitation): Promise<void> {
    const [newest] = await tx.query<{ state: InvitationState }>(NEWEST_STATE, [source.type, source.id]);
    if (newest === undefined || newest.state === 'CANCELLED') return;
    throw new Refusal('INVITATION_ENDED', whyNotRedirected(newest.state), [], {
      invitationState: newest.state,
    });
  }
}

const invitation = (row: InvitationRow): NewMessage => ({
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  about: sourceOf(row),
  subject: { type: 'invitation', id: row.id, version: 1 },
  recipient: { name: row.person_name, email: row.email, language: row.language },
  content: invitationContent(factsOf(row, row.conference_name), inviteeOf(row), {
    nominatedBy: row.body_name,
    respondBy: row.respond_by,
    linkVersion: row.link_version,
  }),
});
