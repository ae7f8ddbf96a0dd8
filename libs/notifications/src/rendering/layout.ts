import { type Language } from '../domain/mail-language.js';
import { type Link } from './fill.js';
import { escapeHtml, htmlOf, isolatedText, typed } from './shown.js';
import { FOOTER, LINK_HELP } from './words.js';

export interface Page {
  readonly language: Language;
  readonly subject: string;
  /** Names who writes: the conference, or the service where there is none. */
  readonly heading: string | null;
  readonly body: string;
  readonly link: Link;
}

// One column that any width can show; no table, no picture, nothing from the network. Colours keep a contrast of 4.5:1
// on light and on dark ground.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; background: #ffffff; color: #0b0c0c; font: 18px/1.5 Arial, Helvetica, sans-serif; }
.page { max-width: 600px; margin: 0 auto; padding: 24px 16px; overflow-wrap: anywhere; }
.heading { margin: 0 0 24px; padding-bottom: 12px; border-bottom: 4px solid #1d4f91; font-weight: bold; }
p, ul, blockquote { margin: 0 0 20px; }
ul { padding-inline-start: 24px; }
li { margin-bottom: 6px; }
blockquote { padding-inline-start: 16px; border-inline-start: 6px solid #b1b4b6; }
blockquote p { margin: 0; }
a { color: #1d4f91; }
a.act { display: inline-block; padding: 12px 20px; background: #1d4f91; color: #ffffff; font-weight: bold; text-decoration: none; }
.small { font-size: 16px; color: #505a5f; }
@media (prefers-color-scheme: dark) {
  body { background: #0b0c0c; color: #f3f2f1; }
  a { color: #8ab4f8; }
  .small { color: #c4c7c8; }
}
`;

/** The HTML part of a message. */
export function htmlPage({ language, subject, heading, body, link }: Page): string {
  const help =
    link !== null && 'url' in link
      ? `\n<p class="small">${LINK_HELP[language]}<br>${escapeHtml(link.url)}</p>`
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
<body lang="${language}" dir="ltr">
<div class="page">
<p class="heading">${head}</p>
${body}${help}
<p class="small">${FOOTER[language]}</p>
</div>
</body>
</html>
`;
}

/** The text part of a message. */
export function textPage({ language, heading, body }: Pick<Page, 'language' | 'heading' | 'body'>): string {
  const sender = heading === null ? 'Plenary' : isolatedText(typed(heading));
  return `${sender}\n\n${body}\n\n-- \n${FOOTER[language]}\n`;
}
