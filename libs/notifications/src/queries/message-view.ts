import { type Actor, conferencesWithRole, hasBodyRole, hasConferenceRole, readsBody } from '#libs/kernel';
import { type Body } from '#libs/conference';
import { knownMessage } from '../define-message.js';
import { type AboutMessage, messageLifecycle, type MessageState } from '../domain/message.js';
import { renderHtml, renderSubject, renderText } from '../rendering/render-message.js';

export interface MessageRow extends Record<string, unknown> {
  id: string;
  kind: string;
  state: MessageState;
  recipient_name: string;
  recipient_email: string;
  language: string;
  params: unknown;
  template_version: number;
  conference_id: string | null;
  body_id: string | null;
  about_type: string | null;
  about_id: string | null;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
  next_attempt_at: Date | null;
  is_unwanted: boolean;
}

export const MESSAGE_COLUMNS = `m.id, m.kind, m.state, m.recipient_name, m.recipient_email, m.language, m.params,
  m.template_version, m.conference_id, m.body_id, m.about_type, m.about_id, m.attempts, m.last_error, m.created_at, m.sent_at,
  m.next_attempt_at, m.cancel_requested_at IS NOT NULL AS is_unwanted`;

/** A message and how its delivery fares, as somebody else than its recipient sees it: no personal link in it. */
export interface MessageView {
  readonly id: string;
  readonly kind: string;
  readonly state: MessageState;
  readonly recipientName: string;
  readonly recipientEmail: string;
  readonly subject: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly nextAttemptAt: Date | null;
  /** What it is about; null: nothing that has a page of its own. */
  readonly about: AboutMessage | null;
  readonly body: Body | null;
  /** The caller may have it sent again. */
  readonly canReplay: boolean;
  /** The caller may say that it has arrived. */
  readonly canSettle: boolean;
  /** Written when somebody asks. */
  readonly text: () => string;
  readonly html: () => string;
}

/** A message as a use case finds it, under its lock. */
export interface LockedMessage extends Record<string, unknown> {
  id: string;
  conference_id: string | null;
  body_id: string | null;
  state: MessageState;
  is_unwanted: boolean;
}

interface Whose {
  readonly conference_id: string | null;
  readonly body_id: string | null;
}

/** Whether the caller looks after messages that belong to no conference: sign-in links that did not arrive. */
export const seesMessagesOfNone = (actor: Actor): boolean =>
  conferencesWithRole(actor, 'HOST_ADMINISTRATOR', 'AUDITOR').length > 0;

/**
 * Who may have a message sent again: the host's staff of the conference, and coordinators of the body that caused it;
 * where it belongs to no conference, the administrators of any.
 */
export function mayReplay(actor: Actor, message: Whose): boolean {
  if (actor.kind !== 'user' || !actor.canWrite) return false;
  const { conference_id: conferenceId, body_id: bodyId } = message;
  if (conferenceId === null) return conferencesWithRole(actor, 'HOST_ADMINISTRATOR').length > 0;
  if (hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'HOST_OFFICER')) return true;
  return bodyId !== null && hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR');
}

/** Whether a message could be sent again at all; one whose reason has gone must not be. */
export const isReplayable = (message: {
  readonly state: MessageState;
  readonly is_unwanted: boolean;
}): boolean => !message.is_unwanted && messageLifecycle.next(message.state, 'REPLAY') !== undefined;

/** Whether a message could be marked as sent; a sign-in link is nobody's to vouch for, and soon void. */
export const isSettleable = (message: {
  readonly state: MessageState;
  readonly conference_id: string | null;
}): boolean => message.conference_id !== null && messageLifecycle.next(message.state, 'SETTLE') !== undefined;

/** Whether the caller knows of a message; to everybody else it does not exist. */
export const mayKnow = (actor: Actor, { conference_id: conferenceId, body_id: bodyId }: Whose): boolean =>
  conferenceId === null ? seesMessagesOfNone(actor) : readsBody(actor, conferenceId, bodyId);

export function messageView(
  actor: Actor,
  row: MessageRow,
  { body, contact }: { readonly body: Body | null; readonly contact: string | null },
): MessageView {
  const options = { language: row.language, version: row.template_version, asOf: row.sent_at, contact };
  const content = { message: knownMessage(row.kind), params: row.params };
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    recipientName: row.recipient_name,
    recipientEmail: row.recipient_email,
    subject: renderSubject(content, options),
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    nextAttemptAt: row.next_attempt_at,
    about:
      row.about_type === null || row.about_id === null ? null : { type: row.about_type, id: row.about_id },
    body,
    canReplay: isReplayable(row) && mayReplay(actor, row),
    canSettle: isSettleable(row) && mayReplay(actor, row),
    text: () => renderText(content, options),
    html: () => renderHtml(content, options),
  };
}
