import { z } from 'zod';
import { type MailLanguage, moment, type Values } from '#libs/notifications';

/** Until when the person may change the answer; absent where that is over, and in older messages. */
export const changeableParams = { changeableUntil: z.iso.datetime().nullish() };

/** Until when the answer can be changed, or that it cannot any more. */
export function changeable(
  {
    changeableUntil: until,
    timeZone,
  }: { readonly changeableUntil?: string | null | undefined; readonly timeZone: string },
  language: MailLanguage,
  asOf: Date | null,
): Values {
  const isOpen = typeof until === 'string' && (asOf === null || new Date(until) > asOf);
  return { changeableUntil: isOpen ? moment(language, until, timeZone) : null, closed: !isOpen };
}
