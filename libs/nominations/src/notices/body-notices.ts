import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { BodyContacts, type NewMessage, Notifications } from '#libs/notifications';
import { answerReminder } from '../messages/answer-reminder.message.js';
import { nominationLapsed } from '../messages/nomination-lapsed.message.js';
import { MOST_READY_NAMED, nominationsReady } from '../messages/nominations-ready.message.js';
import { nomineeSubstituted } from '../messages/nominee-substituted.message.js';
import { nominationReturned } from '../messages/nomination-returned.message.js';
import { reservePromoted } from '../messages/reserve-promoted.message.js';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { type UnansweredQuestion } from '../persistence/unanswered-question.js';

interface ConferenceFacts {
  readonly conferenceName: string;
  readonly timeZone: string;
}

const CONFERENCE_FACTS = 'SELECT name, time_zone FROM conference.conference WHERE id = $1';

/** What a body's coordinators are told of its nominations: rows in the same transaction, mail soon after. */
@Injectable()
export class BodyNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
  ) {}

  /** The host has sent a nomination back with a question. */
  async returned(
    tx: Transaction,
    nomination: NominationRecord,
    { question, dueAt }: { readonly question: string; readonly dueAt: Date | null },
  ): Promise<void> {
    const { id, reference } = nomination;
    await this.tellCoordinators(tx, nomination, ({ conferenceName, timeZone }) => ({
      subject: { type: NOMINATION_SUBJECT, id, version: nomination.version + 1 },
      content: nominationReturned.with({
        conferenceName,
        personName: nomination.person.name,
        reference,
        question,
        dueAt: dueAt?.toISOString() ?? null,
        timeZone,
      }),
    }));
  }

  /** The time to answer is nearly over. Each reminder of a passage is a message of its own. */
  async answerDue(
    tx: Transaction,
    { personName, reference, question, ...nomination }: UnansweredQuestion,
    { reviewId, hoursBefore, dueAt }: { reviewId: string; hoursBefore: number; dueAt: Date },
  ): Promise<void> {
    await this.tellCoordinators(tx, nomination, ({ conferenceName, timeZone }) => ({
      subject: { type: 'review', id: reviewId, version: hoursBefore },
      content: answerReminder.with({
        conferenceName,
        personName,
        reference,
        question,
        dueAt: dueAt.toISOString(),
        timeZone,
      }),
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
      subject: { type: NOMINATION_SUBJECT, id, version: nomination.version + 1 },
      content: nominationLapsed.with({ conferenceName, personName, reference, cause }),
    }));
  }

  /** Somebody on the reserve list has got a place and is invited. */
  async promoted(tx: Transaction, nomination: PromotedNomination): Promise<void> {
    const { id, reference } = nomination;
    await this.tellCoordinators(tx, nomination, ({ conferenceName }) => ({
      subject: { type: NOMINATION_SUBJECT, id, version: nomination.version + 1 },
      content: reservePromoted.with({ conferenceName, personName: nomination.person.name, reference }),
    }));
  }

  /** Somebody else takes the place of a nomination: about the new one, which is reviewed. */
  async substituted(
    tx: Transaction,
    former: NominationRecord,
    successor: { readonly id: string; readonly reference: string; readonly personName: string },
  ): Promise<void> {
    const { id, reference, personName } = successor;
    await this.tellCoordinators(tx, { ...former, id }, ({ conferenceName }) => ({
      subject: { type: NOMINATION_SUBJECT, id, version: 1 },
      content: nomineeSubstituted.with({
        conferenceName,
        personName,
        reference,
        formerName: former.person.name,
        formerReference: former.reference,
      }),
    }));
  }

  /** A nominator says that these are ready: one mail for all of them. */
  async ready(
    tx: Transaction,
    of: Pick<Notified, 'conferenceId' | 'bodyId' | 'id'>,
    ready: readonly { readonly personName: string; readonly reference: string }[],
  ): Promise<void> {
    const noticeId = newId();
    await this.tellCoordinators(tx, of, ({ conferenceName }) => ({
      subject: { type: 'ready-notice', id: noticeId, version: 1 },
      content: nominationsReady.with({
        conferenceName,
        count: ready.length,
        nominations: ready
          .slice(0, MOST_READY_NAMED)
          .map(({ personName, reference }) => ({ personName, reference })),
      }),
    }));
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
      contacts.map((recipient) => ({
        ...notice,
        conferenceId,
        bodyId,
        about: { type: NOMINATION_SUBJECT, id },
        recipient,
      })),
    );
  }
}

type Notified = Pick<NominationRecord, 'id' | 'conferenceId' | 'bodyId' | 'reference' | 'version'>;

/** What a notice of a lapse tells. */
export type LapsedNomination = Notified &
  Pick<NominationRecord, 'constituencyId'> & { readonly personName: string };

type PromotedNomination = Notified & { readonly person: { readonly name: string } };

type NoticeOfOne = Pick<NewMessage, 'content' | 'subject'>;

async function factsOf(tx: Transaction, conferenceId: string): Promise<ConferenceFacts> {
  const [row] = await tx.query<{ name: string; time_zone: string }>(CONFERENCE_FACTS, [conferenceId]);
  return { conferenceName: row?.name ?? '', timeZone: row?.time_zone ?? 'UTC' };
}
