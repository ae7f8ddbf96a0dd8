import { type SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';

/** How the mail server is spoken to, whatever is said. */
export interface RelayOptions {
  readonly url: string;
  /** Without encryption nothing is said, least of all a password. */
  readonly requireTls?: boolean | undefined;
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string | undefined;
  readonly ehloName?: string | undefined;
  /** For connecting, for the greeting, and for each answer. */
  readonly timeoutMs: number;
}

/** The same in nodemailer's words. What the address says wins there, so what must hold is put into the address. */
export function relayOptions({ url, requireTls, ca, ehloName, timeoutMs }: RelayOptions): SMTPPoolOptions {
  const address = new URL(url);
  if (requireTls === true) address.searchParams.set('requireTLS', 'true');
  return {
    url: address.href,
    ...(ehloName === undefined ? {} : { name: ehloName }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  };
}
