import { type IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { clientAddresses } from './client-address.js';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  const addressOf = clientAddresses(['10.0.0.0/8', '2001:db8::1']);

  it.each([
    ['without a proxy, its own', from('203.0.113.9'), '203.0.113.9'],
    ['of IPv4 on a socket for both, as IPv4', from('::ffff:203.0.113.9'), '203.0.113.9'],
    ['whatever somebody claims who is no proxy of ours', from('203.0.113.9', '198.51.100.7'), '203.0.113.9'],
    ['behind a proxy of ours, what that says', from('10.1.2.3', '198.51.100.7'), '198.51.100.7'],
    ['behind two', from('2001:db8::1', '198.51.100.7, 10.9.9.9'), '198.51.100.7'],
    [
      'behind a proxy, not what the client put in front',
      from('10.1.2.3', '192.0.2.1, 198.51.100.7'),
      '198.51.100.7',
    ],
    ['of a proxy that says nothing, the proxy', from('10.1.2.3'), '10.1.2.3'],
    ['where the chain is nonsense, the nonsense', from('10.1.2.3', 'unknown'), 'unknown'],
  ])('is, %s', (_case, request, expected) => expect(addressOf(request)).toBe(expected));
});
