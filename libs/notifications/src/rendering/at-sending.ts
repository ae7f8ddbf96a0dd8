import { type Language } from '../domain/mail-language.js';
import { type Values } from '../domain/shown.js';
import { HIDDEN_CODE, HIDDEN_CODE_PAGE } from './words.js';

/** A code that can be typed, as the owner of a personal link makes it; older links have none. */
const TYPED = /^(?:[0-9A-HJKMNP-TV-Z]{5}-)+[0-9A-HJKMNP-TV-Z]{5}$/;

/**
 * What a wording says that belongs to the sending: the code in its link and the page where that is typed, in the reader's
 * language, for which others than the recipient read words, as for the link; and whom to write to.
 */
export function atSending(
  language: Language,
  url: string | null | undefined,
  contact: string | null | undefined,
): Values {
  const whom = { contact: contact ?? null, noContact: (contact ?? null) === null };
  if (url === null || url === undefined)
    return { ...whom, code: HIDDEN_CODE[language], codePage: HIDDEN_CODE_PAGE[language] };
  const [page = '', code = ''] = url.split('#');
  const isTyped = TYPED.test(code);
  return { ...whom, code: isTyped ? code : null, codePage: isTyped ? `${page}/plain/${language}` : null };
}
