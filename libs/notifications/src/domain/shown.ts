/**
 * What stands in a placeholder. A bare string is our own words. Everything else was typed by somebody: it is data, shown
 * isolated from the direction of the text around it.
 */
export type Part =
  | string
  /** One line from outside (names above all). Nothing in it becomes a link, not even in a mail program that makes some. */
  | { readonly typed: string }
  /** Several lines from staff. */
  | { readonly prose: string };

/** Null and an empty list: nothing to show, so the block goes. True shows the words that depend on the flag. */
export type Shown = Part | readonly Part[] | { readonly list: readonly (readonly Part[])[] } | boolean | null;

export type Values = Readonly<Record<string, Shown>>;

export const typed = (text: string): Part => ({ typed: text });

// Controls but line breaks and tabs; characters that turn or isolate the direction; separators that some readers break at.

const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// What a mail program might take for the address of a site or of a person.
const LINK_LIKE = /(?<=[\p{L}\p{N}])[.:@](?=[\p{L}\p{N}/])/gu;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** The text of a part without anything that could act: no controls, no direction marks, no half characters. */
export function plainText(part: Part): string {
  if (typeof part === 'string') return part;
  if ('prose' in part) return tidy(part.prose);
  return unlink(oneLine(part.typed));
}

/** As `plainText`, for places without markup; isolated where the direction could spill over. */
export function isolatedText(part: Part): string {
  const text = plainText(part);
  return typeof part !== 'string' && RIGHT_TO_LEFT.test(text)
    ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`
    : text;
}

/** A part for an HTML body. */
export function htmlOf(part: Part): string {
  const html = escapeHtml(plainText(part)).replaceAll('\n', '<br>');
  return typeof part === 'string' ? html : `<bdi dir="auto">${html}</bdi>`;
}

const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNWANTED, '')
    .trim();

/** Everything on one line, as headers and names need it. */
export const oneLine = (text: string): string => tidy(text).replace(/\s+/gu, ' ');

/** A zero-width space after each mark that an address needs, as GOV.UK Notify does for names that look like links. */
const unlink = (text: string): string => text.replace(LINK_LIKE, '$&\u200b');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
