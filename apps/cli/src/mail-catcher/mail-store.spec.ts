import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailStore } from './mail-store.js';

const root = mkdtempSync(join(tmpdir(), 'plenary-mail-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const about = (to: string) => ({
  from: 'office@conference.example',
  to: [to],
  subject: `To ${to}`,
  messageId: '<1@x>',
});

describe('the store of caught mail', () => {
  it('keeps messages, newest first, through a restart', () => {
    const directory = join(root, 'kept');
    const store = new MailStore(directory);
    store.add(Buffer.from('one'), about('a@x.example'));
    store.add(Buffer.from('two'), about('b@x.example'));
    writeFileSync(join(directory, 'half.json'), '{');
    const again = new MailStore(directory);
    expect(again.list().map(({ subject }) => subject)).toEqual(store.list().map(({ subject }) => subject));
    expect(again.list()).toHaveLength(2);
    const first = again.list('A@X')[0];
    expect(again.raw(first?.id ?? '')?.toString()).toBe('one');
  });

  it('keeps the order of messages that came within one millisecond', () => {
    const directory = join(root, 'at-once');
    const store = new MailStore(directory);
    for (let number = 0; number < 40; number += 1) store.add(Buffer.from('x'), about(`${number}@x.example`));
    expect(new MailStore(directory).list().map(({ id }) => id)).toEqual(store.list().map(({ id }) => id));
  });

  it('lets the oldest go when there are too many or they are too large', () => {
    const directory = join(root, 'bounded');
    const store = new MailStore(directory, { messages: 3, bytes: 10 });
    for (const letter of ['a', 'b', 'c', 'd']) store.add(Buffer.from('123'), about(`${letter}@x.example`));
    expect(store.list().map(({ to }) => to[0]?.[0])).toEqual(['d', 'c', 'b']);
    store.add(Buffer.from('12345'), about('e@x.example'));
    expect(store.list().map(({ to }) => to[0]?.[0])).toEqual(['e', 'd']);
    expect(readdirSync(directory)).toHaveLength(4);
  });

  it('reads no file that it did not write', () => {
    const store = new MailStore(join(root, 'closed'));
    writeFileSync(join(root, 'secret.eml'), 'secret');
    expect(store.raw('../secret')).toBeUndefined();
  });
});
