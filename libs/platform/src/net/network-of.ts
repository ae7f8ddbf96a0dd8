import { isIPv4, isIPv6 } from 'node:net';

/** One IPv4 address, or one customer's IPv6 network (/64), whose 2^64 addresses are all the same client's. */
export function networkOf(address: string): string {
  const [plain = ''] = address.toLowerCase().split('%');
  const mapped = plain.slice(plain.lastIndexOf(':') + 1);
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...(tail === undefined ? [] : zeros), ...after];
  const shortest = groups.map((group) => group.replace(/^0+(?=.)/, ''));
  return ipv4Within(shortest) ?? shortest.slice(0, 4).join(':');
}

/** The IPv4 address in one that is mapped (::ffff:0:0/96) and written in hexadecimal. */
function ipv4Within(groups: readonly string[]): string | undefined {
  const [high, low] = groups.slice(6).map((group) => parseInt(group, 16));
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff' || high === undefined || low === undefined)
    return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
