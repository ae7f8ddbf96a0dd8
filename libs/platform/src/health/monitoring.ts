import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/** What of a request says who asks. */
export interface Asker {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Each of them says that somebody stands between us and whoever asks. */
const FORWARDED = [
  'x-forwarded-for',
  'x-real-ip',
  'forwarded',
  'via',
  'x-forwarded-host',
  'x-forwarded-proto',
];

/**
 * Whether figures may be told: to whoever bears the monitoring token, and to this machine itself. What a proxy on this
 * machine passes on comes from the loopback too, but says so, or names the public host, and is somebody else's.
 */
export function maySeeFigures(request: Asker, token: string | undefined): boolean {
  if (token !== undefined && bears(request, token)) return true;
  return (
    isLoopback(request.socket.remoteAddress ?? '') &&
    FORWARDED.every((name) => request.headers[name] === undefined) &&
    namesLoopback(request.headers.host)
  );
}

/** Compared under a hash: in constant time, whatever the lengths. */
function bears({ headers }: Asker, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1];
  if (given === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

function namesLoopback(host: string | string[] | undefined): boolean {
  const name = String(host ?? '').replace(/:\d+$/, '');
  return name === 'localhost' || isLoopback(name.replace(/^\[(.*)\]$/, '$1'));
}
