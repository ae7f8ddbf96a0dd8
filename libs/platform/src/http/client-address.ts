import { type IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Finds a client's own address behind proxies that are believed, for requests that do not pass Fastify, which does the same. */
export function clientAddresses(
  trustedProxies: readonly string[],
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  const trusted = addressList(trustedProxies);
  const isTrusted = (address: string): boolean => isAmong(trusted, address);
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    // From the nearest on: the first that is no proxy of ours is the client.
    const chain = [
      ...forwarded.map((part) => part.trim()).filter((part) => part !== ''),
      plainAddress(socket),
    ];
    return chain.findLast((address, index) => index === 0 || !isTrusted(address)) ?? '';
  };
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** IPv4 as such, also where the socket listens on both. */
export const plainAddress = ({ remoteAddress = '' }: IncomingMessage['socket']): string =>
  remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '');

/** Addresses and ranges, as settings name them. */
export function addressList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

export const isAmong = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, familyOf(address));
