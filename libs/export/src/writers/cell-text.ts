import { beginningOf } from './names.js';

/** UTF-16 units of a cell: a file with more is called damaged. */
export const LONGEST_CELL = 32_767;

const MARK = {
  en: (length: number): string => ` […cut here: the whole text has ${length} characters]`,
  fr: (length: number): string => ` […coupé ici : le texte entier compte ${length} caractères]`,
} as const;

/** A text as it fits into a cell: what is longer ends before a whole letter, with a mark that says how long it was. */
export function fitting(
  text: string,
  language: 'en' | 'fr',
): { readonly text: string; readonly isCut: boolean } {
  if (text.length <= LONGEST_CELL) return { text, isCut: false };
  const mark = MARK[language](text.length);
  return { text: beginningOf(text, LONGEST_CELL - mark.length) + mark, isCut: true };
}

const PLAIN = /^[ !#-%'-;=?-^`-~\u00a1-\ud7ff]*$/;
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as XML of a spreadsheet. What XML cannot say stands as `_x0001_`, and a typed `_x000D_` so that it stays one; halves of
 * characters and what is none become U+FFFD.
 */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (sign) => `_x${hex(sign)}_`)
    .replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign);
}

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
