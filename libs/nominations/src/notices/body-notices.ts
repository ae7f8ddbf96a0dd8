import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { inSlices, type Transaction, UnitOfWork } from '#libs/platform';
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
import { type UnansweredQuestion } from '../persistence/unanswered-question.js';

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

interface ConferenceFacts {
  readonly conferenceName: string;
  readonly timeZone: string;
  readonly locales: readonly string[];
}

const CONFERENCE_FACTS = 'SELECT name, time_zone, locales FROM conference.conference WHERE id = $1';

/** What a body's coordinators are told of its nominations: rows in the same transaction, mail soon after. */
@Injectable()
export class BodyNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The host has sent a nomination back with a question. */
  async returned(
    tx: Transaction,
    nomination: NominationRecord,
    { question, dueAt }: { readonly question: string; readonly dueAt: Date | null },
  ): Promise<void> {
    const { id, reference } = nomination;
    await this.tellCoordinators(tx, nomination, ({ conferenceName, timeZone }) => ({
      kind: 'NOMINATION_RETURNED',
      subject: { type: 'nomination', id, version: nomination.version + 1 },
      params: {
        conferenceName,
        personName: nomination.person.name,
        reference,
        question,
        dueAt: dueAt?.toISOString() ?? null,
        timeZone,
      },
    }));
  }

  /** The time to answer is nearly over. Each reminder of a passage is a message of its own. */
  async answerDue(
    tx: Transaction,
    { personName, reference, question, ...nomination }: UnansweredQuestion,
    { reviewId, hoursBefore, dueAt }: { reviewId: string; hoursBefore: number; dueAt: Date },
  ): Promise<void> {
    await this.tellCoordinators(tx, nomination, ({ conferenceName, timeZone }) => ({
      kind: 'ANSWER_REMINDER',
      subject: { type: 'review', id: reviewId, version: hoursBefore },
      params: { conferenceName, personName, reference, question, dueAt: dueAt.toISOString(), timeZone },
    }));
  }

  /** A nomination is over because somebody's time was: the body's to answer, or the host's to decide. */
  async lapsed(
    tx: Transaction,
    nomination: LapsedNomination,
    cause: 'UNANSWERED' | 'UNDECIDED',
  ): Promise<void> {
    const { id, reference, personName } = nomination;
    await this.tellCoordinators(tx, nomination, ({ conferenceName }) => ({
      kind: 'NOMINATION_LAPSED',
      subject: { type: 'nomination', id, version: nomination.version + 1 },
      params: { conferenceName, personName, reference, cause },
    }));
  }

  /** Somebody on the reserve list has got a place and is invited. */
  async promoted(tx: Transaction, nomination: PromotedNomination): Promise<void> {
    const { id, reference } = nomination;
    await this.tellCoordinators(tx, nomination, ({ conferenceName }) => ({
      kind: 'RESERVE_PROMOTED',
      subject: { type: 'nomination', id, version: nomination.version + 1 },
      params: { conferenceName, personName: nomination.person.name, reference },
    }));
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

  /** The same message to each coordinator of the nomination's body. */
  private async tellCoordinators(
    tx: Transaction,
    { conferenceId, bodyId, id }: Pick<Notified, 'conferenceId' | 'bodyId' | 'id'>,
    write: (conference: ConferenceFacts) => NoticeOfOne,
  ): Promise<void> {
    const [facts, contacts] = await Promise.all([
      factsOf(tx, conferenceId),
      this.contacts.coordinators(tx, [bodyId]),
    ]);
    const notice = write(facts);
    await this.notifications.compose(
      tx,
      contacts.map((recipient) => ({ ...notice, conferenceId, bodyId, nominationId: id, recipient })),
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
    return inSlices(actor, notices, ({ contact: { name, email, language }, params, locales }) => ({
      ...this.notifications.render('DECISION_NOTICE', params, { language, offered: locales }),
      kind: 'DECISION_NOTICE',
      recipientName: name,
      recipientEmail: email,
    }));
  }
}

type Notified = Pick<NominationRecord, 'id' | 'conferenceId' | 'bodyId' | 'reference' | 'version'>;

/** What a notice of a lapse tells. */
export type LapsedNomination = Notified &
  Pick<NominationRecord, 'constituencyId'> & { readonly personName: string };

type PromotedNomination = Notified & { readonly person: { readonly name: string } };

type NoticeOfOne = {
  [Kind in NewMessage['kind']]: Pick<Extract<NewMessage, { kind: Kind }>, 'kind' | 'subject' | 'params'>;
}[NewMessage['kind']];

interface Notice {
  readonly contact: BodyContact;
  /** Languages that the conference offers. */
  readonly locales: readonly string[];
  readonly params: MessageParams<'DECISION_NOTICE'>;
}

async function noticesOf(
  tx: Transaction,
  contacts: BodyContacts,
  conferenceId: string,
  nominations: readonly ReleasedNomination[],
): Promise<Notice[]> {
  const bodyIds = [...new Set(nominations.map(({ nomination }) => nomination.body_id))];
  const [{ conferenceName, locales }, coordinators] = await Promise.all([
    factsOf(tx, conferenceId),
    contacts.coordinators(tx, bodyIds),
  ]);
  return coordinators.map((contact) => ({
    contact,
    locales,
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

async function factsOf(tx: Transaction, conferenceId: string): Promise<ConferenceFacts> {
  const [row] = await tx.query<{ name: string; time_zone: string; locales: string[] }>(CONFERENCE_FACTS, [
    conferenceId,
  ]);
  return { conferenceName: row?.name ?? '', timeZone: row?.time_zone ?? 'UTC', locales: row?.locales ?? [] };
}
