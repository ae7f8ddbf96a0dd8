import { type IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Finds a client's own address behind proxies that are believed, for requests that do not pass Fastify, which does the same. */
export function clientAddresses(
  trustedProxies: readonly string[],
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  const trusted = new BlockList();
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/');
    const family = familyOf(address);
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, familyOf(address));
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    // From the nearest on: the first that is no proxy of ours is the client.
    const chain = [...forwarded.map((part) => part.trim()).filter((part) => part !== ''), plain(socket)];
    return chain.findLast((address, index) => index === 0 || !isTrusted(address)) ?? '';
  };
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** IPv4 as such, also where the socket listens on both. */
const plain = ({ remoteAddress = '' }: IncomingMessage['socket']): string =>
  remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '');
