import { Injectable, Optional } from '@nestjs/common';
import { isEmailAddress, newId } from '#libs/kernel';
import { insertAllOf, type Transaction } from '#libs/platform';
import { mailLanguage } from './domain/mail-language.js';
import { currentVersion, type Message, type MessageContent } from './define-message.js';
import { enqueueSending } from './message.jobs.js';
import { type NewMessage } from './new-message.js';
import { recipientSearchText } from './domain/recipient-search.js';
import { MailContact } from './mail-contact.js';
import { CANCEL_MESSAGES, LANGUAGES_OFFERED, UNLESS_WRITTEN } from './persistence/message.statements.js';
import { MESSAGE } from './persistence/message.table.js';
import { type RenderedMessage, renderMessage, type RenderOptions } from './rendering/render-message.js';

/** A message of a subject that was cancelled. */
export interface CancelledMessage {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly recipientEmail: string;
  /** It was sent, is just being sent, or nobody knows: whoever cancels has to correct it. */
  readonly mayHaveArrived: boolean;
}

interface CancelledRow extends Record<string, unknown> {
  id: string;
  kind: string;
  subject_id: string;
  subject_version: number;
  recipient_email: string;
  may_have_arrived: boolean;
}

/** What other contexts may ask of notifications. Messages are rows of the caller's transaction; mail follows its commit. */
@Injectable()
export class Notifications {
  constructor(@Optional() private readonly contact?: MailContact) {}

  /**
   * Writes messages, a thousand as quickly as one, and promises to send them. A message that exists already (same kind,
   * subject, subject version and recipient) is not written again. Answers the ids of the new ones.
   * @throws Error for an address that is not exactly one, ZodError for params that the kind does not take: both are to be
   * checked before, where people can mend them.
   */
  async compose(tx: Transaction, messages: readonly NewMessage[]): Promise<readonly string[]> {
    if (messages.length === 0) return [];
    const rows = messages.map((message) => ({ id: newId(), ...checked(message) }));
    const offered = await languagesOffered(tx, rows);
    const { text, values } = insertAllOf(
      MESSAGE,
      rows.map(({ id, conferenceId, bodyId, content, subject, about, batchId, recipient }) => ({
        id,
        conferenceId,
        bodyId,
        kind: content.message.kind,
        subjectType: subject.type,
        subjectId: subject.id,
        subjectVersion: subject.version,
        aboutType: about?.type ?? null,
        aboutId: about?.id ?? null,
        batchId: batchId ?? null,
        recipientName: recipient.name,
        recipientEmail: recipient.email,
        language: mailLanguage(recipient.language, offered.get(conferenceId) ?? null),
        params: content.params,
        templateVersion: currentVersion(content.message),
        searchText: recipientSearchText(recipient),
      })),
      UNLESS_WRITTEN,
    );
    const inserted = await tx.query<{ id: string }>(text, values);
    const isNew = new Set(inserted.map(({ id }) => id));
    enqueueSending(
      tx,
      rows.filter(({ id }) => isNew.has(id)),
    );
    return inserted.map(({ id }) => id);
  }

  /**
   * Takes messages of these subjects back as far as they have not left, and keeps the rest from being tried or replayed.
   * Tells which may have arrived, for those need a correction. `beforeVersion`: only those about older versions.
   */
  async cancelFor(
    tx: Transaction,
    subjectIds: string | readonly string[],
    messages: readonly Pick<Message, 'kind'>[],
    beforeVersion: number | null = null,
  ): Promise<readonly CancelledMessage[]> {
    const rows = await tx.query<CancelledRow>(CANCEL_MESSAGES, [
      typeof subjectIds === 'string' ? [subjectIds] : subjectIds,
      messages.map(({ kind }) => kind),
      beforeVersion,
    ]);
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      subjectId: row.subject_id,
      subjectVersion: row.subject_version,
      recipientEmail: row.recipient_email,
      mayHaveArrived: row.may_have_arrived,
    }));
  }

  /**
   * A message as others than its recipient may see it, in the language that `compose` would write it in: words stand for
   * the personal link. Writes nothing.
   */
  render(
    content: MessageContent,
    options: Required<Pick<RenderOptions, 'language' | 'offered'>>,
  ): RenderedMessage {
    return renderMessage(content, { ...options, contact: this.contact?.words ?? null });
  }
}

/** Languages by conference; mail of no conference, or of an unknown one, finds none. */
async function languagesOffered(
  tx: Transaction,
  messages: readonly NewMessage[],
): Promise<ReadonlyMap<string | null, readonly string[]>> {
  const ids = [...new Set(messages.flatMap(({ conferenceId }) => conferenceId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; locales: string[] }>(LANGUAGES_OFFERED, [ids]);
  return new Map(rows.map(({ id, locales }) => [id, locales]));
}

function checked(message: NewMessage): NewMessage {
  if (!isEmailAddress(message.recipient.email)) {
    throw new Error(`A ${message.content.message.kind} has no usable address`);
  }
  message.content.message.params.parse(message.content.params);
  return message;
}
