import { describe, expect, it } from '@jest/globals';
import { isReachable, webhookAddress } from './webhook-address.js';

describe('an IP address', () => {
  it.each(['93.184.215.14', '2606:4700:4700::1111', '::ffff:93.184.215.14'])(
    'on the public internet is reached: %s',
    (address) => {
      expect(isReachable(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    'nonsense',
    '',
  ])('of a private, own or reserved network is not: %j', (address) => {
    expect(isReachable(address)).toBe(false);
  });

  it('of a network that the operators name is reached, and no other of its kind', () => {
    const own = ['10.1.0.0/16', 'fd00:1::/32'];
    expect(isReachable('10.1.2.3', own)).toBe(true);
    expect(isReachable('::ffff:10.1.2.3', own)).toBe(true);
    expect(isReachable('fd00:1::7', own)).toBe(true);
    expect(isReachable('10.2.0.1', own)).toBe(false);
    expect(isReachable('127.0.0.1', own)).toBe(false);
  });
});

describe('the address of an endpoint', () => {
  it.each(['https://example.org/hooks/plenary?key=1', 'https://example.org:8443/', 'https://93.184.215.14/'])(
    'is taken: %s',
    (address) => expect(webhookAddress(address).href).toBe(address),
  );

  it.each([
    ['plenary', 'Enter an address like'],
    ['http://example.org/', 'begins with https://'],
    ['ftp://example.org/', 'begins with https://'],
    ['https://user:secret@example.org/', 'name and password'],
    ['https://example.org/#part', 'follows #'],
    [`https://example.org/${'x'.repeat(2_000)}`, 'at most 2000 characters'],
    ['https://localhost/', 'not a public one'],
    ['https://localhost./', 'not a public one'],
    ['https://intranet/', 'not a public one'],
    ['https://api.internal/', 'not a public one'],
    ['https://[::1]/', 'not a public one'],
    ['https://127.1/', 'not a public one'],
    ['https://2130706433/', 'not a public one'],
    ['https://0x7f.0.0.1/', 'not a public one'],
    ['https://169.254.169.254/latest/meta-data/', 'not a public one'],
    ['https://[::ffff:169.254.169.254]/', 'not a public one'],
  ])('is refused in words: %.60s', (address, words) => {
    expect(() => webhookAddress(address)).toThrow(words);
    expect(() => webhookAddress(address)).toThrow(expect.objectContaining({ path: ['input', 'url'] }));
  });

  it('may be plain and private where the installation names own networks', () => {
    const own = ['127.0.0.0/8'];
    expect(webhookAddress('http://127.0.0.1:9000/', own).port).toBe('9000');
    expect(webhookAddress('http://localhost:9000/', own).hostname).toBe('localhost');
    expect(() => webhookAddress('http://10.0.0.1/', own)).toThrow('not a public one');
  });
});
