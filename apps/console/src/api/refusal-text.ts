import type { MessageId } from '../i18n/catalogue.en';
import type { TextValues, Translate } from '../i18n/use-text';
import { saidBy } from './said';
import type { Refusal } from './use-act';

/** A code has words of its own where the act matters (`refusal.submitNomination.INCOMPLETE`), else general ones. */
export function refusalMessageId(
  mutation: string,
  code: string,
  has: (id: string) => boolean,
): MessageId | undefined {
  const own = `refusal.${mutation}.${code}`;
  const general = `refusal.${code}`;
  const found = [own, general].find(has);
  return found as MessageId | undefined;
}

/**
 * The catalogue's words for a refusal. What the service says itself is kept for INVALID_INPUT, where only it knows
 * which rule was broken (in the page's language, where the page knows the sentence), and for a code that is newer than this page.
 */
export function refusalText(
  t: Translate,
  has: (id: string) => boolean,
  mutation: string,
  refusal: Refusal,
  values: TextValues = {},
): string {
  if (refusal.code === 'INVALID_INPUT' && refusal.message !== '') {
    const said = saidBy(refusal.message);
    return said === undefined ? refusal.message : t(said.id, said.values);
  }
  const id = refusalMessageId(mutation, refusal.code, has);
  return id === undefined ? refusal.message : t(id, values);
}
