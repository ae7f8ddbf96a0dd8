import { type RedisOptions } from 'ioredis';

/** How the server of REDIS_URL is found and spoken to. */
export interface RedisAddress {
  readonly url: string;
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string | undefined;
  /** What the keys of this installation begin with. */
  readonly prefix?: string | undefined;
}

export const REDIS_PREFIX = 'plenary';

const SENTINEL = /^(rediss?)\+sentinel:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?@]+)\/([^/?]+)(?:\/(\d+))?$/;
const SENTINEL_PORT = 26_379;

/** `redis+sentinel://user:password@one:26379,two:26379/name-of-the-master`, with a number of the database behind it. */
export const isSentinelUrl = (url: string): boolean => SENTINEL.test(url);

const decoded = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : decodeURIComponent(text);

/** ioredis's words for an address. What it cannot do itself: several sentinels in one, and certificates of our own. */
export function redisOptions({ url, ca }: RedisAddress): RedisOptions {
  const tls = ca === undefined ? {} : { ca };
  const sentinel = SENTINEL.exec(url);
  if (sentinel !== null) {
    const [, scheme, user, password, hosts = '', name, db] = sentinel;
    return {
      sentinels: hosts.split(',').map((host) => {
        const at = host.lastIndexOf(':');
        return at < 0
          ? { host, port: SENTINEL_PORT }
          : { host: host.slice(0, at), port: Number(host.slice(at + 1)) };
      }),
      name,
      username: decoded(user),
      password: decoded(password),
      db: Number(db ?? 0),
      ...(scheme === 'rediss' ? { tls, enableTLSForSentinelMode: true } : {}),
    };
  }
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 6379 : Number(port),
    username: decoded(username),
    password: decoded(password),
    db: /^\/\d+$/.test(pathname) ? Number(pathname.slice(1)) : 0,
    ...(protocol === 'rediss:' ? { tls } : {}),
  };
}

/** Host and port, for people; never the password. */
export function redisServer(url: string): string {
  const sentinel = SENTINEL.exec(url);
  if (sentinel !== null) return `${sentinel[5] ?? ''} (by the sentinels ${sentinel[4] ?? ''})`;
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '6379' : port}`;
}

/** A server that was the master and is none any more is left: the same name leads to the new one. */
export const reconnectOnReadOnly = (error: Error): boolean | 1 | 2 =>
  /^READONLY\b/.test(error.message) ? 2 : false;
