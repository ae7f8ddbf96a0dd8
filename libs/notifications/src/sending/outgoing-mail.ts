import { type MessageKind } from '../domain/message.js';
import { messageParams, type MessageParams, type ParsedParams } from '../domain/message-params.js';
import { type LinkSources } from '../link-sources.js';
import { type CalendarEntry } from '../rendering/calendar.js';
import { renderMessage } from '../rendering/render-message.js';
import { invitationCalendar, type Occasion } from './invitation-calendar.js';
import { type Claim } from './message-ledger.js';
import { type MailCalendar, type OutgoingMail } from './mime-message.js';
import { pagePath } from './page-path.js';
import { contactOf, type MailSender, type SenderAddress } from './sender-address.js';

/** Derived from the message alone: a second copy of the same message is recognisable as one. */
export const messageIdOf = (id: string, sender: SenderAddress): string => `<${id}@${sender.domain}>`;

/** Writes the mail of a claimed message; the one place where a personal link is made. */
export async function outgoingMail(
  claim: Claim,
  context: { readonly links: LinkSources; readonly publicUrl: string; readonly sender: MailSender },
): Promise<OutgoingMail> {
  const params: unknown = messageParams[claim.kind].parse(claim.params);
  const path =
    (await context.links.pathFor(claim.kind, claim.subject, params)) ??
    pagePath(claim.kind, claim.nominationId);
  const rendered = renderMessage(claim.kind, claim.params as MessageParams, {
    language: claim.language,
    version: claim.templateVersion,
    url: context.publicUrl + path,
    contact: contactOf(context.sender.replyTo),
    asOf: claim.claimedAt,
  });
  return {
    ...rendered,
    to: claim.email,
    messageId: messageIdOf(claim.id, context.sender),
    date: claim.createdAt,
    calendar: calendarOf(claim, params, context),
  };
}

const STATE_OF = {
  PERSONAL_INVITATION: 'TENTATIVE',
  INVITATION_CONFIRMED: 'CONFIRMED',
  DECLINE_CONFIRMED: 'CANCELLED',
  INVITATION_CANCELLED: 'CANCELLED',
} as const satisfies Partial<Record<MessageKind, CalendarEntry['state']>>;
const hasCalendar = (kind: MessageKind): kind is keyof typeof STATE_OF => kind in STATE_OF;

function calendarOf(
  claim: Claim,
  params: unknown,
  { publicUrl, sender }: { readonly publicUrl: string; readonly sender: SenderAddress },
): MailCalendar | undefined {
  if (!hasCalendar(claim.kind)) return undefined;
  const event = occasionOf(claim.kind, params);
  if (event === undefined) return undefined;
  const state = STATE_OF[claim.kind];
  const invitation = { ...event, id: claim.subject.id, version: claim.subject.version };
  const file = invitationCalendar(invitation, state, claim.createdAt, { publicUrl, domain: sender.domain });
  return { file, method: state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH' };
}

/** What stands in the calendar; a cancellation of before it carried this leaves the entry where it is. */
function occasionOf(kind: keyof typeof STATE_OF, params: unknown): Occasion | undefined {
  if (kind === 'INVITATION_CANCELLED') {
    const { conferenceName, event } = params as ParsedParams<'INVITATION_CANCELLED'>;
    return event ? { conferenceName, ...event } : undefined;
  }
  const { conferenceName, venue, city, startsOn, endsOn, timeZone } =
    params as ParsedParams<'INVITATION_CONFIRMED'>;
  return { conferenceName, venue, city, startsOn, endsOn, timeZone };
}
