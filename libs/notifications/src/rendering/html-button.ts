import { escapeHtml } from '../domain/shown.js';

export const FONT = 'font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.5;';
export const BLUE = '#1d4f91';
export const BELOW = 'margin:0 0 20px;';
const BUTTON = `display:inline-block;padding:12px 20px;${FONT}color:#ffffff;font-weight:bold;text-decoration:none;`;

/** The button that a message leads on by: a table of one cell, since Outlook gives a link neither ground nor padding. */
export function htmlButton(url: string, words: string): string {
  return [
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${BELOW}"><tr>`,
    `<td bgcolor="${BLUE}" style="background-color:${BLUE};padding:0;">`,
    `<a class="act" href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(words)}</a>`,
    '</td></tr></table>',
  ].join('');
}
