import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MailCatcher, startMailCatcher } from './mail-catcher.js';

const dataDir = mkdtempSync(join(tmpdir(), 'plenary-catcher-'));
let catcher: MailCatcher;
const start = () => startMailCatcher({ dataDir, host: '127.0.0.1' });
beforeAll(async () => {
  catcher = await start();
});
afterAll(async () => {
  await catcher.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function send(to: string, more: Record<string, unknown> = {}): Promise<string> {
  const transport = createTransport({ url: catcher.smtpUrl });
  await transport.sendMail({
    from: 'office@conference.example',
    to,
    subject: 'Invitation',
    text: 'Hello',
    ...more,
  });
  transport.close();
  const list = JSON.parse(await read(`${catcher.siteUrl}/api/messages?to=${to}`)) as { id: string }[];
  return `${catcher.siteUrl}/messages/${list[0]?.id}`;
}

// A connection that was kept open would be closed by the restart below.
const get = (url: string) => fetch(url, { headers: { connection: 'close' } });
const read = async (url: string) => (await get(url)).text();

describe('the mail catcher', () => {
  it('lists what was sent, finds it by recipient, and makes the links in its text work', async () => {
    const url = await send('anna@x.example', {
      text: 'Answer at http://localhost:3000/i/abc?x=1&y=2. Thank you.',
    });
    await send('bert@x.example');
    expect(await read(catcher.siteUrl)).toContain('2 messages');
    const found = await read(`${catcher.siteUrl}/?to=anna`);
    expect(found).toContain('1 message to “anna”');
    expect(found).not.toContain('bert@x.example');
    expect(await read(url)).toContain(
      '<a href="http://localhost:3000/i/abc?x=1&amp;y=2" target="_blank" rel="noreferrer">http://localhost:3000/i/abc?x=1&amp;y=2</a>. Thank you.',
    );
  });

  it('shows markup from subject and addresses as text', async () => {
    const url = await send('eve@x.example', { subject: '<script>alert(1)</script>' });
    const page = await read(url);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>');
    expect(await read(`${catcher.siteUrl}/?to=${encodeURIComponent('"><img src=x>')}`)).not.toContain('<img');
  });

  it('shows the HTML part in a frame that runs nothing and loads nothing', async () => {
    const url = await send('fay@x.example', { html: '<p>Come</p><script>top.location="//evil"</script>' });
    expect(await read(url)).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const framed = await get(`${url}/html`);
    expect(framed.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-popups/);
    expect(await framed.text()).toContain('<base target="_blank"><p>Come</p>');
  });

  it('gives attachments as downloads only', async () => {
    const url = await send('gus@x.example', {
      attachments: [{ filename: 'day é.html', content: '<b>x</b>' }],
    });
    const response = await get(`${url}/attachments/0`);
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''day%20%C3%A9.html",
    );
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('<b>x</b>');
  });

  it('answers 404 for what is not there', async () => {
    for (const path of ['/messages/1-0', '/messages/..%2f..%2fsecret', '/nothing', '/api/messages/1']) {
      expect((await get(catcher.siteUrl + path)).status).toBe(404);
    }
  });

  it('answers only to this machine’s own names', async () => {
    const { port } = new URL(catcher.siteUrl);
    const status = await new Promise((done, failed) => {
      const asked = request({ host: '127.0.0.1', port, headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        done(response.statusCode);
      });
      asked.on('error', failed).end();
    });
    expect(status).toBe(421);
  });

  it('keeps its addresses and its messages through a restart', async () => {
    const { siteUrl, smtpUrl } = catcher;
    const before = await read(`${siteUrl}/api/messages`);
    await catcher.close();
    catcher = await start();
    expect(catcher).toMatchObject({ siteUrl, smtpUrl });
    expect(await read(`${siteUrl}/api/messages`)).toBe(before);
  });
});
