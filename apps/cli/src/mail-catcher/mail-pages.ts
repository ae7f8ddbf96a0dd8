import { type ParsedMail } from 'mailparser';
import { html, type Html, linkify } from './html.js';
import { type MailSummary } from './mail-store.js';
import { STYLE } from './mail-style.js';

/** Messages on one page of the list. */
export const PAGE_SIZE = 50;

/** The list of messages, newest first, with a search by recipient. `page` counts from 1. */
export function listPage(mails: readonly MailSummary[], to: string, page: number): string {
  const pages = Math.max(1, Math.ceil(mails.length / PAGE_SIZE));
  const shown = mails.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const count = mails.length === 1 ? '1 message' : `${mails.length} messages`;
  return document(
    'Caught mail',
    html`<h1>Caught mail</h1>
      <p>Plenary runs as a demonstration: no mail leaves this machine, it is all kept here.</p>
      <form method="get" action="/" role="search">
        <label for="to">Recipient</label>
        <input id="to" name="to" type="search" value="${to}" autocomplete="off" spellcheck="false" />
        <button>Search</button>
        <a href="/">Show all</a>
      </form>
      ${shown.length === 0 ? emptyText(to) : table(shown, to === '' ? count : `${count} to “${to}”`)}
      ${pages > 1 ? pageLinks(to, page, pages) : ''}`,
  );
}

/** One message: whom it went to, its text, and how its HTML part looks, in a frame that may do nothing. */
export function messagePage(summary: MailSummary, mail: ParsedMail): string {
  return document(
    summary.subject || 'No subject',
    html`<p><a href="/">All caught mail</a></p>
      <h1>${summary.subject || 'No subject'}</h1>
      <dl>
        <dt>To</dt>
        <dd>${summary.to.join(', ')}</dd>
        <dt>From</dt>
        <dd>${mail.from?.text ?? summary.from}</dd>
        <dt>Received</dt>
        <dd>${time(summary.receivedAt)}</dd>
        <dt>Message-ID</dt>
        <dd>${summary.messageId}</dd>
      </dl>
      ${attachments(summary, mail)} ${typeof mail.html === 'string' ? htmlPart(summary) : ''}
      <h2>Text</h2>
      <pre class="text" tabindex="0" role="region" aria-label="Text of the message">
${linkify(mail.text ?? '')}</pre>
      <p><a href="/messages/${summary.id}/raw">The message as it was sent</a></p>`,
  );
}

export function notFoundPage(): string {
  return document(
    'Page not found',
    html`<h1>Page not found</h1>
      <p>The message may have made room for newer ones. <a href="/">See all caught mail</a>.</p>`,
  );
}

function table(mails: readonly MailSummary[], caption: string): Html {
  const row = (mail: MailSummary) =>
    html`<tr>
      <th scope="row"><a href="/messages/${mail.id}">${mail.subject || 'No subject'}</a></th>
      <td>${mail.to.join(', ')}</td>
      <td>${time(mail.receivedAt)}</td>
    </tr>`;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Subject</th>
        <th scope="col">To</th>
        <th scope="col">Received</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(row)}
    </tbody>
  </table>`;
}

function emptyText(to: string): Html {
  return to === ''
    ? html`<p>Nothing yet. Mail that Plenary sends appears here; load the page again to look.</p>`
    : html`<p>No message to “${to}”.</p>`;
}

function pageLinks(to: string, page: number, pages: number): Html {
  const link = (number: number, text: string) =>
    html`<li><a href="/?to=${encodeURIComponent(to)}&page=${number}">${text}</a></li>`;
  return html`<nav aria-label="Pages">
    <p>Page ${page} of ${pages}</p>
    <ul>
      ${page > 1 ? link(page - 1, 'Newer') : ''} ${page < pages ? link(page + 1, 'Older') : ''}
    </ul>
  </nav>`;
}

function htmlPart(summary: MailSummary): Html {
  return html`<h2>As it looks</h2>
    <iframe
      title="The message as a mail program shows it"
      src="/messages/${summary.id}/html"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>`;
}

function attachments(summary: MailSummary, mail: ParsedMail): Html {
  if (mail.attachments.length === 0) return html``;
  const items = mail.attachments.map(
    ({ filename, contentType, size }, index) =>
      html`<li>
        <a href="/messages/${summary.id}/attachments/${index}">${filename ?? `attachment ${index + 1}`}</a>
        (${contentType}, ${size} bytes)
      </li>`,
  );
  return html`<h2>Attachments</h2>
    <ul>
      ${items}
    </ul>`;
}

function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

function document(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Plenary mail catcher</title>
        <link rel="icon" href="data:," />
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <main id="main" tabindex="-1">${content}</main>
      </body>
    </html>`.text;
}
