import { type Message } from '../define-message.js';
import { type MessageCalendar } from '../domain/message-calendar.js';
import { type LinkSources } from '../link-sources.js';
import { type MailFiles } from '../mail-files.js';
import { renderMessage } from '../rendering/render-message.js';
import { invitationCalendar } from './invitation-calendar.js';
import { type Claim } from './message-ledger.js';
import { type MailCalendar, type OutgoingMail } from './mime-message.js';
import { pagePath } from './page-path.js';
import { contactOf, type MailSender, type SenderAddress } from './sender-address.js';

/** Derived from the message alone: a second copy of the same message is recognisable as one. */
export const messageIdOf = (id: string, sender: SenderAddress): string => `<${id}@${sender.domain}>`;

/** Writes the mail of a claimed message; the one place where a personal link is made. */
export async function outgoingMail(
  claim: Claim,
  message: Message,
  context: {
    readonly links: LinkSources;
    readonly files: MailFiles;
    readonly publicUrl: string;
    readonly sender: MailSender;
  },
): Promise<OutgoingMail> {
  const params: unknown = message.params.parse(claim.params);
  const path =
    (await context.links.pathFor(message, claim.subject, params)) ?? pagePath(message, claim.aboutId);
  const rendered = renderMessage(
    { message, params: claim.params },
    {
      language: claim.language,
      version: claim.templateVersion,
      url: context.publicUrl + path,
      contact: contactOf(context.sender.replyTo),
      asOf: claim.claimedAt,
    },
  );
  return {
    ...rendered,
    to: claim.email,
    messageId: messageIdOf(claim.id, context.sender),
    date: claim.createdAt,
    file: await context.files.of(message, claim.subject),
    calendar: calendarOf(claim, message.calendar?.(params as never) ?? null, context),
  };
}

function calendarOf(
  { subject, createdAt }: Claim,
  calendar: MessageCalendar | null,
  { publicUrl, sender }: { readonly publicUrl: string; readonly sender: SenderAddress },
): MailCalendar | undefined {
  if (calendar === null) return undefined;
  const { state, occasion } = calendar;
  const invitation = { ...occasion, id: subject.id, version: subject.version };
  const file = invitationCalendar(invitation, state, createdAt, { publicUrl, domain: sender.domain });
  return { file, method: state === 'CANCELLED' ? 'CANCEL' : 'PUBLISH' };
}
