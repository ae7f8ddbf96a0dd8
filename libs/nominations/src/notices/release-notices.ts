import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { inSlices, type Transaction } from '#libs/platform';
import { type ReleasedDecision } from '#libs/approvals';
import {
  BodyContacts,
  type MessageContent,
  type NewMessage,
  Notifications,
  type RenderedMessage,
} from '#libs/notifications';
import { HostNotices } from '#libs/places';
import { decisionNotice } from '../messages/decision-notice.message.js';
import { reservePromoted } from '../messages/reserve-promoted.message.js';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type Filling } from '../domain/filling.js';

/** A decision that is released, as far as a notice tells of it. */
export interface DecidedForNotice {
  readonly subject: { readonly bodyId: string; readonly reference: string; readonly name: string };
  readonly decision: Pick<ReleasedDecision, 'outcome' | 'reasonCode' | 'reasonText' | 'isReasonShared'>;
}

interface Recipient {
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** A notice of a release, before it is written or shown. */
export interface ReleaseNotice {
  readonly content: MessageContent;
  readonly recipient: Recipient;
  /** Null for the host's own. */
  readonly bodyId: string | null;
  /** Languages that the conference offers. */
  readonly locales: readonly string[];
  /** The reserve who moves up, where it is about one. */
  readonly reserve: { readonly id: string; readonly version: number } | null;
}

/** A notice as it would go out now. */
export interface NoticePreview extends RenderedMessage {
  readonly kind: string;
  readonly recipientName: string;
  readonly recipientEmail: string;
}

const CONFERENCE = 'SELECT name, locales FROM conference.conference WHERE id = $1';

/** All that a release tells bodies and host, beside the invitations: the same list for its preview and for itself. */
@Injectable()
export class ReleaseNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly contacts: BodyContacts,
    private readonly hostNotices: HostNotices,
  ) {}

  /** One notice a coordinator with every decision for their body, one for each reserve who moves up; then the host's. */
  async of(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    decided: readonly DecidedForNotice[],
    { promotions, told }: Filling,
  ): Promise<readonly ReleaseNotice[]> {
    const bodyIds = [...new Set(decided.map(({ subject }) => subject.bodyId))];
    const [[conference], coordinators, host] = await Promise.all([
      tx.query<{ name: string; locales: string[] }>(CONFERENCE, [conferenceId]),
      this.contacts.coordinators(tx, bodyIds),
      this.hostNotices.of(tx, conferenceId, told),
    ]);
    const conferenceName = conference?.name ?? '';
    const locales = conference?.locales ?? [];
    const linesOf = new Map(bodyIds.map((id) => [id, [] as ReturnType<typeof toLine>[]]));
    for (const one of decided) linesOf.get(one.subject.bodyId)?.push(toLine(one));
    return [
      ...coordinators.flatMap((recipient): ReleaseNotice[] => {
        const { bodyId } = recipient;
        const promoted = promotions.filter((reserve) => reserve.bodyId === bodyId);
        return [
          {
            content: decisionNotice.with({ conferenceName, decisions: linesOf.get(bodyId) ?? [] }),
            recipient,
            bodyId,
            locales,
            reserve: null,
          },
          ...promoted.map((reserve): ReleaseNotice => ({
            content: reservePromoted.with({
              conferenceName,
              personName: reserve.person.name,
              reference: reserve.reference,
            }),
            recipient,
            bodyId,
            locales,
            reserve,
          })),
        ];
      }),
      ...host.map(({ contact, content }): ReleaseNotice => ({
        content,
        recipient: contact,
        bodyId: null,
        locales,
        reserve: null,
      })),
    ];
  }

  /** Writes them, as messages of the batch. */
  async send(
    tx: Transaction,
    conferenceId: string,
    batchId: string,
    notices: readonly ReleaseNotice[],
  ): Promise<void> {
    await this.notifications.compose(
      tx,
      notices.map(({ reserve, locales: _locales, ...notice }): NewMessage => ({
        ...notice,
        conferenceId,
        batchId,
        about: reserve === null ? null : { type: NOMINATION_SUBJECT, id: reserve.id },
        subject:
          reserve === null
            ? { type: 'batch', id: batchId, version: 1 }
            : { type: NOMINATION_SUBJECT, id: reserve.id, version: reserve.version + 1 },
      })),
    );
  }

  /** As their readers would get them, a slice at a time. */
  render(actor: Actor, notices: readonly ReleaseNotice[]): Promise<NoticePreview[]> {
    return inSlices(actor, notices, ({ content, locales, recipient: { name, email, language } }) => ({
      ...this.notifications.render(content, { language, offered: locales }),
      kind: content.message.kind,
      recipientName: name,
      recipientEmail: email,
    }));
  }
}

const toLine = ({ subject, decision }: DecidedForNotice) => ({
  personName: subject.name,
  reference: subject.reference,
  outcome: decision.outcome,
  reasonCode: decision.isReasonShared ? decision.reasonCode : null,
  reasonText: decision.isReasonShared ? decision.reasonText : null,
});
