import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { type Conference } from '#libs/conference';
import { type IssuedDocument, IssuedDocuments } from '#libs/issuing';
import { type NewMessage, Notifications } from '#libs/notifications';
import { type Transaction } from '#libs/platform';
import { ORGANISATION_INVITATION_SUBJECT } from '../domain/organisation-invitation.js';
import { organisationLetter } from '../messages/organisation-letter.message.js';
import { type InvitationRow } from '../persistence/organisation-invitation.statements.js';
import { Correspondents } from './correspondents.js';
import { LETTER_TEMPLATE } from './drawn-letters.js';
import { Letters } from './letters.js';

const KIND = 'ORGANISATION_INVITATION';

/** Gives a letter its number, and writes to whoever the host knows at the organisation. */
@Injectable()
export class IssueLetter {
  constructor(
    private readonly letters: Letters,
    private readonly documents: IssuedDocuments,
    private readonly correspondents: Correspondents,
    private readonly notifications: Notifications,
  ) {}

  /** How many it is mailed to: none where no contact has an address, and the letter goes by hand. Refuses INCOMPLETE what lacks something. */
  async issue(
    tx: Transaction,
    actor: UserActor,
    { conference, invitation }: { readonly conference: Conference; readonly invitation: InvitationRow },
  ): Promise<{ readonly recipients: number }> {
    const { facts, names } = await this.letters.whole(tx, conference, invitation);
    const document = await this.documents.issue(tx, actor, {
      conference,
      kind: KIND,
      subject: { type: ORGANISATION_INVITATION_SUBJECT, id: invitation.id },
      names,
      template: LETTER_TEMPLATE,
      facts,
    });
    const content = organisationLetter.with({
      conferenceName: conference.name,
      city: conference.city,
      startsOn: conference.startsOn,
      endsOn: conference.endsOn,
      hostName: facts.host.text,
      organisationName: names[0] ?? '',
      number: document.number,
      replyBy: invitation.replyBy,
    });
    const recipients = await this.correspondents.contacts(tx, conference, invitation);
    await this.notifications.compose(
      tx,
      recipients.map((recipient) => messageTo(recipient, content, document, invitation)),
    );
    return { recipients: recipients.length };
  }

  /** The letter is the host’s no more. */
  revoke(tx: Transaction, { id, conferenceId }: InvitationRow): Promise<void> {
    return this.documents.end(tx, { conferenceId, kind: KIND, subjectId: id }, 'REVOKED');
  }
}

const messageTo = (
  recipient: NewMessage['recipient'],
  content: NewMessage['content'],
  { id, version }: IssuedDocument,
  invitation: InvitationRow,
): NewMessage => ({
  content,
  recipient,
  subject: { type: 'issued-document', id, version },
  conferenceId: invitation.conferenceId,
  bodyId: null,
  about: { type: ORGANISATION_INVITATION_SUBJECT, id: invitation.id },
});
