import { messageParams, type MessageParams, type ParsedParams } from '../domain/message-params.js';
import { type LinkSources } from '../link-sources.js';
import { calendarFile } from '../rendering/calendar.js';
import { renderMessage } from '../rendering/render-message.js';
import { type Claim } from './message-ledger.js';
import { type OutgoingMail } from './mime-message.js';
import { pagePath } from './page-path.js';
import { type SenderAddress } from './sender-address.js';

/** Derived from the message alone: a second copy of the same message is recognisable as one. */
export const messageIdOf = (id: string, sender: SenderAddress): string => `<${id}@${sender.domain}>`;

/** Writes the mail of a claimed message; the one place where a personal link is made. */
export async function outgoingMail(
  claim: Claim,
  context: { readonly links: LinkSources; readonly publicUrl: string; readonly sender: SenderAddress },
): Promise<OutgoingMail> {
  const params: unknown = messageParams[claim.kind].parse(claim.params);
  const path =
    (await context.links.pathFor(claim.kind, claim.subject, params)) ??
    pagePath(claim.kind, claim.nominationId);
  const rendered = renderMessage(claim.kind, claim.params as MessageParams, {
    language: claim.language,
    version: claim.templateVersion,
    url: context.publicUrl + path,
  });
  return {
    ...rendered,
    to: claim.email,
    messageId: messageIdOf(claim.id, context.sender),
    date: claim.createdAt,
    calendar: calendarOf(claim, params, context),
  };
}

function calendarOf(
  claim: Claim,
  params: unknown,
  { publicUrl, sender }: { readonly publicUrl: string; readonly sender: SenderAddress },
): string | undefined {
  if (claim.kind !== 'PERSONAL_INVITATION' && claim.kind !== 'INVITATION_CONFIRMED') return undefined;
  const event = params as ParsedParams<'INVITATION_CONFIRMED'>;
  const isConfirmed = claim.kind === 'INVITATION_CONFIRMED';
  return calendarFile({
    conferenceName: event.conferenceName,
    venue: event.venue,
    city: event.city,
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    timeZone: event.timeZone,
    invitationId: claim.subject.id,
    sequence: isConfirmed ? 1 : 0,
    isConfirmed,
    stampedAt: claim.createdAt,
    domain: sender.domain,
    url: publicUrl,
  });
}
