import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type ReleasedBatch, type ReleasedDecision } from '#libs/approvals';
import { BodyContacts, type NewMessage, Notifications } from '#libs/notifications';
import { type NominationRecord } from '../persistence/nomination-record.js';

interface ReleasedNomination {
  readonly nomination: { readonly body_id: string; readonly reference: string; readonly name: string };
  readonly decision: ReleasedDecision;
}

const CONFERENCE_NAME = 'SELECT name FROM conference.conference WHERE id = $1';

/** What a body's coordinators are told of its nominations: rows in the same transaction, mail soon after. */
@Injectable()
export class BodyNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
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
    const bodyIds = [...new Set(released.map(({ nomination }) => nomination.body_id))];
    const [conferenceName, contacts] = await Promise.all([
      nameOf(tx, conferenceId),
      this.contacts.coordinators(tx, bodyIds),
    ]);
    await this.notifications.compose(
      tx,
      contacts.map((contact): NewMessage => ({
        kind: 'DECISION_NOTICE',
        conferenceId,
        bodyId: contact.bodyId,
        batchId: batch.batchId,
        subject: { type: 'batch', id: batch.batchId, version: 1 },
        recipient: contact,
        params: {
          conferenceName,
          decisions: released.filter(({ nomination }) => nomination.body_id === contact.bodyId).map(toLine),
        },
      })),
    );
  }
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
