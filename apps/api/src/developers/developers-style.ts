import { PLAIN_STYLE } from '../plain-invitation/plain-style.js';

/** The look of the public pages, with room for contents, tables and code. */
export const DEVELOPERS_STYLE = `${PLAIN_STYLE}
body { overflow-wrap: break-word; }
header > div, .page { max-width: 1160px; margin: 0 auto; padding: 12px 16px; }
main { max-width: none; margin: 0; padding: 0 0 48px; min-width: 0; }
.page { display: flex; flex-direction: column; gap: 16px 40px; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; min-height: 44px; padding: 8px 0; line-height: 28px; }
nav a[aria-current] { font-weight: bold; color: inherit; text-decoration: none; }
nav h2 { margin-top: 16px; }
a { color: #1d4f91; }
a:focus-visible { background: #fd0; color: #0b0c0c; }
main ul, main ol { margin: 0 0 16px; padding-inline-start: 24px; }
h3 { margin: 24px 0 8px; font-size: 19px; }
h2, h3, h4 { scroll-margin-top: 16px; }
.anchor { margin-inline-start: 8px; color: #505a5f; text-decoration: none; font-weight: normal; }
main .contents ul { columns: 16em; padding: 0; }
.contents a { overflow-wrap: anywhere; }
code { font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p code, li code, td code { padding: 1px 3px; background: #f3f2f1; }
pre { position: relative; margin: 0 0 16px; padding: 12px; border: 1px solid #b1b4b6; background: #f8f8f8; white-space: pre-wrap; overflow-wrap: anywhere; }
pre[data-label]::before { content: attr(data-label); display: block; margin-bottom: 4px; color: #505a5f; font: bold 15px/1.4 Arial, Helvetica, sans-serif; }
main pre button { float: inline-end; min-height: 44px; margin: 0 0 4px 8px; padding: 6px 12px; font-size: 16px; border-width: 1px; background: #fff; color: #1d4f91; }
table { width: 100%; margin: 0 0 24px; border-collapse: collapse; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid #b1b4b6; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th { border-bottom-width: 2px; overflow-wrap: normal; }
td:first-child { min-width: 6em; }
@media (min-width: 900px) {
  .page { flex-direction: row-reverse; justify-content: flex-end; }
  main { flex: 1; }
  .all { flex: none; width: 240px; }
  .to-pages { display: none; }
}
@media (max-width: 599px) {
  body { font-size: 17px; }
  h1 { font-size: 26px; }
  table, tbody, tr, td { display: block; }
  thead { position: absolute; clip-path: inset(50%); }
  td { padding: 4px 0; border: 0; }
  tr { padding: 8px 0; border-bottom: 1px solid #b1b4b6; }
}
@media print { nav, header a, main pre button, .anchor { display: none; } }
`;

/** Puts a button beside each piece of code that copies it. Pages are whole without it. */
export const COPY_SCRIPT = `'use strict';
if (navigator.clipboard !== undefined) {
  for (const code of document.querySelectorAll('main pre > code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(code.textContent).then(
        () => { button.textContent = 'Copied'; },
        () => { button.textContent = 'Not copied'; },
      );
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    code.parentElement.prepend(button);
  }
}
`;
