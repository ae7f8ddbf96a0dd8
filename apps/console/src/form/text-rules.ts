import { z } from 'zod';
import type { MessageId } from '../i18n/catalogue.en';

/** Longest answers, in characters; the service has the last word and refuses what is longer. */
export const LONGEST = { name: 200, tokenName: 100, line: 200, email: 254, text: 5000 } as const;

/** An answer of one line that must be there. */
export function requiredText(missing: MessageId, longest: number = LONGEST.line) {
  return z
    .string()
    .trim()
    .min(1, missing satisfies string)
    .max(longest, 'form.tooLong' satisfies MessageId);
}

/** An answer that may be left empty. */
export function optionalText(longest: number = LONGEST.line) {
  return z
    .string()
    .trim()
    .max(longest, 'form.tooLong' satisfies MessageId);
}

const ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u;

/** One e-mail address, without display name; empty only where `missing` is not given. */
export function emailText(missing?: MessageId) {
  const base = missing === undefined ? optionalText(LONGEST.email) : requiredText(missing, LONGEST.email);
  return base.refine((typed) => typed === '' || ADDRESS.test(typed), {
    message: 'form.email.wrong' satisfies MessageId,
  });
}

/** An empty answer travels as null: nothing was said. */
export function orNull(answer: string): string | null {
  return answer === '' ? null : answer;
}
