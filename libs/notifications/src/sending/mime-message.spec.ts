import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { renderMessage } from '../rendering/render-message.js';
import { sampleContent } from '../testing/sample-messages.js';
import { mimeMessage, type OutgoingMail } from './mime-message.js';
import { senderAddress } from './sender-address.js';

const from = senderAddress('Conference Office <office@conference.example>');
const mail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  ...renderMessage(sampleContent('PERSONAL_INVITATION'), {
    language: 'fr',
    url: 'https://conference.example/invitation#sample-token',
  }),
  messageId: '<0199a0b0-0000-7000-8000-000000000001@conference.example>',
  to: 'zoe@example.org',
  date: new Date('2011-09-01T10:20:30Z'),
  calendar: { file: `BEGIN:VCALENDAR\r\nSUMMARY:${'é'.repeat(200)}\r\nEND:VCALENDAR\r\n`, method: 'PUBLISH' },
  ...more,
});
const bytesOf = async (sent: OutgoingMail, sender = from): Promise<Buffer> =>
  (await mimeMessage(sent, sender)).body;
const headersOf = (raw: Buffer): string[] =>
  raw
    .toString()
    .split('\r\n\r\n', 1)[0]
    ?.replace(/\r\n[ \t]/g, ' ')
    .split('\r\n') ?? [];

describe('the bytes of a mail', () => {
  it('are read by another program as they were meant', async () => {
    const sent = mail();
    const read = await simpleParser(await bytesOf(sent), { skipTextToHtml: true, skipTextLinks: true });
    expect(read.subject).toBe(sent.subject);
    expect(read.from?.text).toBe('"Conference Office" <office@conference.example>');
    expect(read.date).toEqual(sent.date);
    expect(read.messageId).toBe(sent.messageId);
    expect(read.text?.trim()).toBe(sent.text.trim());
    expect((read.html || '').trim()).toBe(sent.html.trim());
    expect(read.attachments.map(({ content }) => content.toString())).toEqual([sent.calendar?.file]);
  });

  it('are ASCII in lines of 76 at most, with CRLF alone', async () => {
    const raw = await bytesOf(mail({ text: `${'ü'.repeat(500)}\n.\nFrom here`, subject: 'ü'.repeat(200) }));
    const text = raw.toString('latin1');
    expect(text).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each([
    'a\r\nBcc: everybody@evil.example',
    'a\nBcc: everybody@evil.example\n\nbody',
    '=?utf-8?B?YQpCY2M6IGV2ZXJ5Ym9keUBldmlsLmV4YW1wbGU=?=',
    'é\r\nX: y',
    'x'.repeat(5_000),
    '\u2068شخص\u2069 👩🏽‍🚀',
  ])('have no header more, whatever the subject: %j', async (subject) => {
    const plain = headersOf(await bytesOf(mail({ subject: 'plain' }))).map((line) => line.split(':', 1)[0]);
    const raw = await bytesOf(mail({ subject }));
    expect(headersOf(raw).map((line) => line.split(':', 1)[0])).toEqual(plain);
    expect((await simpleParser(raw)).headers.has('bcc')).toBe(false);
  });

  it('are not parted by what somebody wrote', async () => {
    const boundary = '----_NmP-0123456789abcdef-Part_1--';
    const text = `a\n${boundary}\nb`;
    const read = await simpleParser(
      await bytesOf(mail({ text, html: text, calendar: { file: text, method: 'CANCEL' } })),
    );
    expect(read.text).toContain(boundary);
    expect(read.attachments).toHaveLength(1);
  });

  it('without a calendar have no attachment', async () => {
    const read = await simpleParser(await bytesOf(mail({ calendar: undefined })));
    expect(read.attachments).toEqual([]);
    expect(read.subject).toBe(mail().subject);
  });

  it('name a sender of any script and a recipient of any domain', async () => {
    const french = senderAddress('Conférence, «bureau» <office@conference.example>');
    expect((await simpleParser(await bytesOf(mail(), french))).from?.value).toEqual([
      { name: 'Conférence, «bureau»', address: 'office@conference.example' },
    ]);
    const { envelope } = await mimeMessage(mail({ to: 'zoe@bücher.example' }), from);
    expect(envelope).toEqual({ from: 'office@conference.example', to: ['zoe@xn--bcher-kva.example'] });
  });
});
