import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { smtpSink, type SmtpSink } from './smtp-sink.js';

let sink: SmtpSink;
beforeEach(async () => {
  sink = await smtpSink();
});
afterEach(() => sink.close());

async function send(to: string | string[], more: Record<string, unknown> = {}): Promise<void> {
  const transport = createTransport({ url: sink.url, socketTimeout: 300 });
  try {
    await transport.sendMail({
      from: 'office@conference.example',
      to,
      subject: 'Hello',
      text: 'Hello',
      ...more,
    });
  } finally {
    transport.close();
  }
}

describe('the SMTP sink', () => {
  it('keeps envelope, headers, both texts and attachments', async () => {
    await send(['a@x.example', 'b@x.example'], {
      messageId: '<m-1@conference.example>',
      subject: 'Ħello — délégué',
      html: '<p>Hello</p>',
      attachments: [{ filename: 'day.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' }],
    });
    const [message] = await sink.received(1);
    expect(message?.envelope).toEqual({
      from: 'office@conference.example',
      to: ['a@x.example', 'b@x.example'],
    });
    expect(message).toMatchObject({
      messageId: '<m-1@conference.example>',
      subject: 'Ħello — délégué',
      html: '<p>Hello</p>',
    });
    expect(message?.text.trim()).toBe('Hello');
    expect(message?.headers.get('to')).toBe('a@x.example, b@x.example');
    expect(message?.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['day.ics', 'BEGIN:VCALENDAR'],
    ]);
  });

  it('throws when fewer messages come than were waited for', async () => {
    await send('a@x.example');
    await expect(sink.received(2, 50)).rejects.toThrow(
      'waited 0.05 s for 2 messages at the mail server; so far: 1',
    );
    await expect(sink.receivedBy('b@x.example', 50)).rejects.toThrow('a message to b@x.example');
  });

  it('answers as scripted, for one recipient, so many times', async () => {
    sink.script({
      at: 'rcpt',
      recipient: 'full@x.example',
      times: 1,
      do: { kind: 'answer', code: 452, text: 'mailbox full' },
    });
    await expect(send('full@x.example')).rejects.toMatchObject({ responseCode: 452 });
    await send('other@x.example');
    await send('full@x.example');
    expect((await sink.received(2)).map(({ envelope }) => envelope.to)).toEqual([
      ['other@x.example'],
      ['full@x.example'],
    ]);
  });

  it.each(['connect', 'mail', 'rcpt', 'data'] as const)('refuses at %s', async (at) => {
    sink.script({ at, do: { kind: 'answer', code: 554 } });
    await expect(send('a@x.example')).rejects.toMatchObject({ responseCode: 554 });
    expect(sink.count).toBe(0);
  });

  it.each(['stall', 'disconnect'] as const)('can %s instead of taking the message', async (kind) => {
    sink.script({ at: 'data', do: { kind } });
    await expect(send('a@x.example')).rejects.toThrow();
    expect(sink.count).toBe(0);
  });

  it('can keep a message and cut the connection before the client hears of it, and can be asked afterwards', async () => {
    sink.script({ at: 'data', times: 1, do: { kind: 'accept-then-disconnect' } });
    await expect(send('a@x.example', { messageId: '<m-2@conference.example>' })).rejects.toThrow();
    expect(sink.messageIds).toEqual(['<m-2@conference.example>']);
    const ask = async (id: string): Promise<unknown> =>
      (await fetch(`${sink.oracleUrl}?messageId=${encodeURIComponent(id)}`)).json();
    expect(await ask('<m-2@conference.example>')).toEqual({ known: true });
    expect(await ask('<m-3@conference.example>')).toEqual({ known: false });
  });

  it('can come back on the same port with nothing in it', async () => {
    const { url } = sink;
    await send('a@x.example');
    await sink.close();
    await expect(send('a@x.example')).rejects.toThrow();
    sink = await smtpSink(Number(new URL(url).port));
    await send('b@x.example');
    expect((await sink.received(1)).map(({ envelope }) => envelope.to)).toEqual([['b@x.example']]);
  });
});
