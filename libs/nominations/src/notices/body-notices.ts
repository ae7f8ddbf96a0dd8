import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction, UnitOfWork } from '#libs/platform';
import { type ReleasedBatch, type ReleasedDecision } from '#libs/approvals';
import {
  type BodyContact,
  BodyContacts,
  type MessageParams,
  type NewMessage,
  Notifications,
  type RenderedMessage,
} from '#libs/notifications';
import { type NominationRecord } from '../persistence/nomination-record.js';

interface ReleasedNomination {
  readonly nomination: { readonly body_id: string; readonly reference: string; readonly name: string };
  readonly decision: Pick<ReleasedDecision, 'outcome' | 'reasonCode' | 'reasonText' | 'isReasonShared'>;
}

/** A notice as it would go out now. */
export interface NoticePreview extends RenderedMessage {
  readonly kind: 'DECISION_NOTICE';
  readonly recipientName: string;
  readonly recipientEmail: string;
}

const CONFERENCE_NAME = 'SELECT name FROM conference.conference WHERE id = $1';

/** What a body's coordinators are told of its nominations: rows in the same transaction, mail soon after. */
@Injectable()
export class BodyNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The host has sent a nomination back with a question. */
  async returned(tx: Transaction, nomination: NominationRecord, question: string): Promise<void> {
    const { conferenceId, bodyId, id, reference } = nomination;
    const [conferenceName, contacts] = await Promise.all([
      nameOf(tx, conferenceId),
      this.contacts.coordinators(tx, [bodyId]),
    ]);
    await this.notifications.compose(
      tx,
      contacts.map((recipient): NewMessage => ({
        kind: 'NOMINATION_RETURNED',
        conferenceId,
        bodyId,
        nominationId: id,
        subject: { type: 'nomination', id, version: nomination.version + 1 },
        recipient,
        params: { conferenceName, personName: nomination.person.name, reference, question },
      })),
    );
  }

  /** One notice a batch and coordinator, with every decision on their body's nominations. */
  async released(
    tx: Transaction,
    conferenceId: string,
    batch: ReleasedBatch,
    released: readonly ReleasedNomination[],
  ): Promise<void> {
    const notices = await noticesOf(tx, this.contacts, conferenceId, released);
    await this.notifications.compose(
      tx,
      notices.map(({ contact, params }): NewMessage => ({
        kind: 'DECISION_NOTICE',
        conferenceId,
        bodyId: contact.bodyId,
        batchId: batch.batchId,
        subject: { type: 'batch', id: batch.batchId, version: 1 },
        recipient: contact,
        params,
      })),
    );
  }

  /** The very notices that `released` would write if these decisions were released now; writes nothing. */
  async preview(
    actor: Actor,
    conferenceId: string,
    decided: readonly ReleasedNomination[],
  ): Promise<NoticePreview[]> {
    const notices = await this.unitOfWork.run(actor, (tx) =>
      noticesOf(tx, this.contacts, conferenceId, decided),
    );
    return notices.map(({ contact: { name, email, language }, params }) => ({
      ...this.notifications.render('DECISION_NOTICE', params, { language }),
      kind: 'DECISION_NOTICE',
      recipientName: name,
      recipientEmail: email,
    }));
  }
}

interface Notice {
  readonly contact: BodyContact;
  readonly params: MessageParams<'DECISION_NOTICE'>;
}

async function noticesOf(
  tx: Transaction,
  contacts: BodyContacts,
  conferenceId: string,
  nominations: readonly ReleasedNomination[],
): Promise<Notice[]> {
  const bodyIds = [...new Set(nominations.map(({ nomination }) => nomination.body_id))];
  const [conferenceName, coordinators] = await Promise.all([
    nameOf(tx, conferenceId),
    contacts.coordinators(tx, bodyIds),
  ]);
  return coordinators.map((contact) => ({
    contact,
    params: {
      conferenceName,
      decisions: nominations.filter(({ nomination }) => nomination.body_id === contact.bodyId).map(toLine),
    },
  }));
}

const toLine = ({ nomination, decision }: ReleasedNomination) => ({
  personName: nomination.name,
  reference: nomination.reference,
  outcome: decision.outcome,
  reasonCode: decision.isReasonShared ? decision.reasonCode : null,
  reasonText: decision.isReasonShared ? decision.reasonText : null,
});

async function nameOf(tx: Transaction, conferenceId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>(CONFERENCE_NAME, [conferenceId]);
  return row?.name ?? '';
}
