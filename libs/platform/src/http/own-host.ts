import { isIP } from 'node:net';

/**
 * Whether a `Host` header names this very instance: the host of its public address, this machine, or an IP address. A page
 * elsewhere can make a name of its own lead here (DNS rebinding), but no name makes a browser send an address.
 */
export function isOwnHost(header: string | undefined, publicUrl: string): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return false;
  const { hostname, pathname, username } = new URL(`http://${header}`);
  if (pathname !== '/' || username !== '') return false;
  const name = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return name === 'localhost' || isIP(name) !== 0 || name === new URL(publicUrl).hostname;
}

/** What is told under any other name. */
export const notOurAddress = (publicUrl: string): string =>
  `This is not the address of this demonstration. Open ${publicUrl} instead.\n`;
