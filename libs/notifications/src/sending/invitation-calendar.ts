import { type Occasion } from '../domain/message-calendar.js';
import { type CalendarEntry, calendarFile } from '../rendering/calendar.js';
import { senderAddress } from './sender-address.js';

/** Whose calendar files these are: they keep one identity in mail and on pages. */
export interface CalendarSource {
  readonly publicUrl: string;
  /** Domain of the sender. */
  readonly domain: string;
}

export const calendarSource = (settings: {
  readonly smtp: { readonly from: string };
  readonly http: { readonly publicUrl: string };
}): CalendarSource => ({
  publicUrl: settings.http.publicUrl,
  domain: senderAddress(settings.smtp.from).domain,
});

/** The calendar file of an invitation, the same in its mails and on its page. */
export function invitationCalendar(
  { id, version, ...occasion }: Occasion & { readonly id: string; readonly version: number },
  state: CalendarEntry['state'],
  stampedAt: Date,
  { publicUrl, domain }: CalendarSource,
): string {
  return calendarFile({
    ...occasion,
    invitationId: id,
    // Every answer raises the invitation's version; the invitation and its reminder come before any.
    sequence: state === 'TENTATIVE' ? 0 : version,
    state,
    stampedAt,
    domain,
    // A page for whoever is invited. The link of the mail would be a secret in a calendar that others may see.
    url: `${publicUrl}/invitation`,
  });
}
