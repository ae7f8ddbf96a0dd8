import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { listPage, messagePage, notFoundPage, PAGE_SIZE } from './mail-pages.js';
import { type MailStore, type MailSummary } from './mail-store.js';

const OWN_PAGE =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'";
/** A message's own HTML: no script, nothing from the network; its links open beside the catcher. */
const MESSAGE =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
  readonly filename?: string;
}

/**
 * The catcher's pages, and the same as JSON: `/api/messages?to=…` and `/api/messages/<id>`.
 *
 * Mail carries sign-in links, so a site that listens on this machine only also answers only to this machine's names:
 * else a page elsewhere could read it by pointing a name of its own here.
 */
export function mailSite(store: MailStore, host: string): Server {
  const isLocal = host === '127.0.0.1' || host === '::1' || host === 'localhost';
  return createServer((request, response) => {
    if (isLocal && !isLocalName(request.headers.host)) {
      send(response, {
        status: 421,
        type: 'text/plain',
        body: 'This is not the address of the mail catcher.\n',
      });
      return;
    }
    answer(store, request).then(
      (found) =>
        send(response, found ?? { status: 404, type: 'text/html', body: notFoundPage(), policy: OWN_PAGE }),
      () => send(response, { status: 500, type: 'text/plain', body: 'The message cannot be read.\n' }),
    );
  });
}

function isLocalName(header: string | undefined): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || (isIP(name) !== 0 && (name.startsWith('127.') || name === '::1'));
}

async function answer(store: MailStore, request: IncomingMessage): Promise<Answer | undefined> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, type: 'text/plain', body: 'GET only\n' };
  const url = new URL(request.url ?? '/', 'http://catcher');
  const to = url.searchParams.get('to') ?? '';
  if (url.pathname === '/') return page(listPage(store.list(to), to, pageNumber(url, store.list(to).length)));
  if (url.pathname === '/api/messages') return json(store.list(to));
  const [, api, id = '', part, index] =
    /^\/(api\/)?messages\/([\d-]+[\da-f]*)(?:\/(\w+)(?:\/(\d+))?)?$/.exec(url.pathname) ?? [];
  const summary = store.find(id);
  const raw = store.raw(id);
  if (!summary || !raw) return undefined;
  if (part === 'raw') return { type: 'text/plain', body: raw };
  const mail = await simpleParser(raw);
  if (api !== undefined) return json(asJson(summary, mail));
  return messagePart(summary, mail, part, Number(index));
}

function messagePart(
  summary: MailSummary,
  mail: ParsedMail,
  part: string | undefined,
  index: number,
): Answer | undefined {
  if (part === undefined) return page(messagePage(summary, mail));
  if (part === 'html' && typeof mail.html === 'string') {
    return { type: 'text/html', body: `<!doctype html><base target="_blank">${mail.html}`, policy: MESSAGE };
  }
  const attachment = part === 'attachments' ? mail.attachments[index] : undefined;
  if (!attachment) return undefined;
  const filename = attachment.filename ?? `attachment-${index + 1}`;
  return { type: 'application/octet-stream', body: attachment.content, filename };
}

function asJson(summary: MailSummary, mail: ParsedMail): object {
  return {
    ...summary,
    headers: mail.headerLines.map(({ line }) => line),
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size })),
  };
}

function pageNumber(url: URL, count: number): number {
  const asked = Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1;
  return Math.min(Math.max(1, asked), Math.max(1, Math.ceil(count / PAGE_SIZE)));
}

const page = (body: string): Answer => ({ type: 'text/html', body, policy: OWN_PAGE });
const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) });

function send(response: ServerResponse, { status = 200, type, body, policy, filename }: Answer): void {
  response.statusCode = status;
  const isText = type.startsWith('text/') || type.endsWith('json');
  response.setHeader('content-type', isText ? `${type}; charset=utf-8` : type);
  response.setHeader('content-security-policy', policy ?? "default-src 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  if (filename !== undefined) {
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`);
  }
  response.end(body);
}
