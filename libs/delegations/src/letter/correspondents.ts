import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { foldEmail } from '#libs/kernel';
import { type Conference } from '#libs/conference';
import { type MessageContent, type NewMessage, Notifications } from '#libs/notifications';
import { OrganisationDirectory } from '#libs/organisations';
import { type Transaction } from '#libs/platform';
import { ORGANISATION_INVITATION_SUBJECT } from '../domain/organisation-invitation.js';
import { hostAnswered } from '../messages/host-answered.message.js';
import { type InvitationRow } from '../persistence/organisation-invitation.statements.js';
import { Letters } from './letters.js';

type Recipient = NewMessage['recipient'];

/** Whom mails about an invitation go to, in the language of its letter. */
@Injectable()
export class Correspondents {
  constructor(
    private readonly letters: Letters,
    private readonly organisations: OrganisationDirectory,
    private readonly staff: StaffDirectory,
    private readonly notifications: Notifications,
  ) {}

  /** Whoever the host knows at the organisation, with an address; one mailbox gets one mail, however many have it. */
  async contacts(
    tx: Transaction,
    conference: Conference,
    { organisationId, language }: InvitationRow,
  ): Promise<Recipient[]> {
    const root = await this.letters.addressee(tx, conference, organisationId);
    const ids = [...new Set([root?.id ?? organisationId, organisationId])];
    const contacts = await this.organisations.contacts(tx, conference.id, ids);
    return eachMailboxOnce(
      ids
        .flatMap((id) => contacts.get(id) ?? [])
        .flatMap(({ name, email }) => (email === null ? [] : [{ name, email, language }])),
    );
  }

  /** Whoever answers for the organisation. */
  async focalPoints(
    tx: Transaction,
    { conferenceId, organisationId, language }: InvitationRow,
  ): Promise<Recipient[]> {
    const answering = await this.staff.answeringFor(tx, conferenceId, organisationId);
    return eachMailboxOnce(answering.map(({ name, email }) => ({ name, email, language })));
  }

  /** Both, focal points first. */
  async everybody(tx: Transaction, conference: Conference, invitation: InvitationRow): Promise<Recipient[]> {
    return eachMailboxOnce([
      ...(await this.focalPoints(tx, invitation)),
      ...(await this.contacts(tx, conference, invitation)),
    ]);
  }

  /** What the invited organisation is called in the language of its letter. */
  async nameOf(tx: Transaction, conference: Conference, invitation: InvitationRow): Promise<string> {
    return (await this.letters.nameOf(tx, conference, invitation)) ?? '';
  }

  /** Tells whoever answers for the organisation what the host says to its question. */
  async tellAnswer(
    tx: Transaction,
    conference: Conference,
    invitation: InvitationRow,
    isAdmitted: boolean,
  ): Promise<void> {
    const organisationName = await this.nameOf(tx, conference, invitation);
    const content = hostAnswered.with({ conferenceName: conference.name, organisationName, isAdmitted });
    await this.write(tx, invitation, content, await this.focalPoints(tx, invitation));
  }

  /** Writes the same to each of them, once for each act, whatever is sent again. */
  async write(
    tx: Transaction,
    { id, conferenceId, version }: InvitationRow,
    content: MessageContent,
    recipients: readonly Recipient[],
  ): Promise<void> {
    const subject = { type: ORGANISATION_INVITATION_SUBJECT, id, version: version + 1 };
    const about = { type: ORGANISATION_INVITATION_SUBJECT, id };
    await this.notifications.compose(
      tx,
      recipients.map((recipient) => ({ content, recipient, subject, about, conferenceId, bodyId: null })),
    );
  }
}

function eachMailboxOnce(recipients: readonly Recipient[]): Recipient[] {
  const seen = new Set<string>();
  return recipients.filter(({ email }) => {
    const folded = foldEmail(email);
    const isFirst = !seen.has(folded);
    seen.add(folded);
    return isFirst;
  });
}
