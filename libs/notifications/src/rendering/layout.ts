import { type Language } from '../domain/mail-language.js';
import { type Link } from './fill.js';
import { BELOW, BLUE, FONT } from './html-button.js';
import { escapeHtml, htmlOf, isolatedText, typed } from '../domain/shown.js';
import { ANSWERED_FOOTER, FOOTER, LINK_HELP } from './words.js';

export interface Page {
  readonly language: Language;
  readonly subject: string;
  /** Names who writes: the conference, or the service where there is none. */
  readonly heading: string | null;
  readonly body: string;
  readonly link: Link;
  /** Whom an answer to the message goes to; null: nobody reads it. */
  readonly contact: string | null;
}

/** Names and addresses without a blank in them break rather than widen the page. */
const BREAKING = 'overflow-wrap:anywhere;word-break:break-word;';

/**
 * What matters stands at the element: several mail programs (Gmail in a telephone's browser) drop every `<style>`.
 * Colours keep a contrast of 4.5:1 on light and on dark ground.
 */
const INLINE = {
  body: `margin:0;padding:0;background-color:#ffffff;color:#0b0c0c;${FONT}`,
  page: `box-sizing:border-box;max-width:600px;margin:0 auto;padding:24px 16px;${FONT}${BREAKING}`,
  heading: `margin:0 0 24px;padding-bottom:12px;border-bottom:4px solid ${BLUE};font-weight:bold;`,
  small: `${BELOW}font-size:16px;color:#505a5f;`,
  address: 'word-break:break-all;',
} as const;

/** The same for what a wording is made of; what was typed holds no mark-up of its own. */
const INLINE_TAGS: Readonly<Record<string, string>> = {
  p: BELOW,
  ul: `${BELOW}padding-left:24px;padding-inline:24px 0;`,
  li: 'margin-bottom:6px;',
  blockquote: `${BELOW}padding-inline:16px 0;border-inline-start:6px solid #b1b4b6;`,
};

// Only what an inline style cannot say; it goes before the inline styles where a program reads it.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body { background-color: #0b0c0c !important; color: #f3f2f1 !important; }
  .small { color: #c4c7c8 !important; }
}
`;

/** Outlook knows no greatest width: a table of 600 stands round the page for it alone. */
const FOR_OUTLOOK = {
  before:
    '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
  after: '<!--[if mso]></td></tr></table><![endif]-->',
} as const;

/** The HTML part of a message: one column that any width can show, no picture, nothing from the network. */
export function htmlPage({ language, subject, heading, body, link, contact }: Page): string {
  const help =
    link !== null && 'url' in link
      ? `\n<p class="small" style="${INLINE.small}">${LINK_HELP[language]}<br><span dir="ltr" style="${INLINE.address}">${escapeHtml(link.url)}</span></p>`
      : '';
  const head = heading === null ? 'Plenary' : htmlOf(typed(heading));
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body lang="${language}" dir="ltr" style="${INLINE.body}">
${FOR_OUTLOOK.before}
<div class="page" style="${INLINE.page}">
<p class="heading" style="${INLINE.heading}">${head}</p>
${styled(body)}${help}
<p class="small" style="${INLINE.small}">${escapeHtml(footer(language, contact))}</p>
</div>
${FOR_OUTLOOK.after}
</body>
</html>
`;
}

/** The body with the style of each element at the element; in a quotation, whose end is its own, a paragraph has none. */
function styled(body: string): string {
  return body
    .replace(/(<blockquote>\s*)<p>/g, '$1<p style="margin:0;">')
    .replace(/<(p|ul|li|blockquote)>/g, (_all, tag: string) => `<${tag} style="${INLINE_TAGS[tag] ?? ''}">`);
}

const footer = (language: Language, contact: string | null): string =>
  contact === null ? FOOTER[language] : ANSWERED_FOOTER[language](contact);

/** The text part of a message. */
export function textPage({
  language,
  heading,
  body,
  contact,
}: Pick<Page, 'language' | 'heading' | 'body' | 'contact'>): string {
  const sender = heading === null ? 'Plenary' : isolatedText(typed(heading));
  return `${sender}\n\n${body}\n\n-- \n${footer(language, contact)}\n`;
}
