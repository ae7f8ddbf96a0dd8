import { readFileSync, writeFileSync } from 'node:fs';
import { type Server } from 'node:http';
import { type AddressInfo, connect, type Server as NetServer } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { CommandError } from '../command-error.js';
import { mailSite } from './mail-site.js';
import { type MailLimits, MailStore } from './mail-store.js';

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly smtpUrl: string;
  /** The pages, for people. */
  readonly siteUrl: string;
  close(): Promise<void>;
}

export interface MailCatcherOptions {
  /** Messages live in `mail` below it. */
  readonly dataDir: string;
  /** Where the pages are served; mail itself is taken from this machine only. */
  readonly host: string;
  readonly limits?: MailLimits;
}

/** Bytes; larger messages are refused as a real server would. */
const LARGEST_MESSAGE = 25 * 1024 * 1024;
/** How long a mail catcher that is just starting is waited for, in milliseconds. */
const BESIDE_MS = 30_000;

/**
 * Starts the mail server of a demonstration: it takes every message, keeps it on disk and shows it on a page.
 * The ports of the last start are taken again where they are free, so that an open page stays good.
 */
export async function startMailCatcher({ dataDir, host, limits }: MailCatcherOptions): Promise<MailCatcher> {
  const directory = join(dataDir, 'mail');
  const store = new MailStore(directory, limits);
  const smtp = smtpServer(store);
  const site = mailSite(store, host);
  const last = readPorts(directory);
  const smtpPort = await listen(smtp.server, last.smtp, '127.0.0.1');
  const sitePort = await listen(site, last.site, host);
  writeFileSync(portsFile(directory), JSON.stringify({ smtp: smtpPort, site: sitePort }));
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    siteUrl: `http://localhost:${sitePort}`,
    close: async () => {
      await new Promise<void>((closed) => smtp.close(() => closed()));
      await closeSite(site);
    },
  };
}

/** The mail catcher that another process of this machine runs in the directory; waits for one that is just starting. */
export async function besideMailCatcher(dataDir: string): Promise<MailCatcher> {
  const deadline = performance.now() + BESIDE_MS;
  for (;;) {
    const { smtp, site } = readPorts(join(dataDir, 'mail'));
    if (smtp !== undefined && site !== undefined && (await answers(smtp)))
      return {
        smtpUrl: `smtp://127.0.0.1:${smtp}`,
        siteUrl: `http://localhost:${site}`,
        close: () => Promise.resolve(),
      };
    if (performance.now() > deadline)
      throw new CommandError(
        `PLENARY_DATA_DIR: the mail catcher of the other process in ${dataDir} does not answer.`,
      );
    await new Promise((again) => setTimeout(again, 100));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      told(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

function smtpServer(store: MailStore): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    // A certificate of our own would be nobody's: a client that saw STARTTLS on offer would have to refuse it.
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MESSAGE,
    closeTimeout: 1000,
    onData: (stream, session, done) => {
      keep(store, stream, session).then(() => done(), done);
    },
  });
  // Clients that hang up in mid-sentence are their own affair.
  server.on('error', () => undefined);
  return server;
}

async function keep(
  store: MailStore,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 });
  const raw = Buffer.concat(chunks);
  const { subject = '', messageId = '' } = await simpleParser(headOf(raw));
  const { mailFrom, rcptTo } = session.envelope;
  store.add(raw, {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    subject,
    messageId,
  });
}

/** The list needs the headers only; bodies are read when somebody looks. */
function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw : raw.subarray(0, end + 4);
}

const portsFile = (directory: string) => join(directory, 'ports');

function readPorts(directory: string): { smtp?: number; site?: number } {
  try {
    return JSON.parse(readFileSync(portsFile(directory), 'utf8')) as { smtp?: number; site?: number };
  } catch {
    return {};
  }
}

async function listen(server: Server | NetServer, wanted: number | undefined, host: string): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        listening();
      });
    });
  try {
    await tryPort(wanted ?? 0);
  } catch {
    await tryPort(0);
  }
  return (server.address() as AddressInfo).port;
}

async function closeSite(site: Server): Promise<void> {
  const closed = new Promise((done) => site.close(done));
  site.closeAllConnections();
  await closed;
}
