import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { drain } from '../drain.js';
import { messageIdOf, type RawMessage, readMessage, type SinkMessage } from './sink-message.js';
import { type SmtpAction, type SmtpRule, SmtpScript } from './smtp-script.js';

export type { SinkAttachment, SinkMessage } from './sink-message.js';

/** A mail server that keeps what it receives, and misbehaves where a script says so. */
export interface SmtpSink {
  /** For SMTP_URL. */
  readonly url: string;
  /** GET `<oracleUrl>?messageId=<…>` answers {"known": true or false}: a relay that can be asked what it has. */
  readonly oracleUrl: string;
  /** How many messages were kept. A message to several recipients counts once. */
  readonly count: number;
  /** Connections opened since the start. */
  readonly connections: number;
  /** Message-IDs in the order of arrival, doubles included. */
  readonly messageIds: readonly string[];
  /** Passwords that somebody offered, right or wrong. */
  readonly passwords: readonly string[];
  /** By which name each message's sender had greeted. */
  readonly greetings: readonly string[];
  hasMessageId(messageId: string): boolean;
  /** Adds a rule; rules hold until `script.clear`. */
  script(rule: SmtpRule): void;
  clearScript(): void;
  /** All messages so far, read. */
  messages(): Promise<SinkMessage[]>;
  /** Waits for so many messages in all, and returns them all. @throws DrainTimeout after `timeoutMs` (30 s). */
  received(count: number, timeoutMs?: number): Promise<SinkMessage[]>;
  /** Waits for a message to this address, and returns the newest one. @throws DrainTimeout after `timeoutMs` (30 s). */
  receivedBy(address: string, timeoutMs?: number): Promise<SinkMessage>;
  /** Forgets the messages, not the script. */
  clear(): void;
  close(): Promise<void>;
}

/** What a mail server may ask of whoever sends, or lack. */
export interface SinkOptions {
  /** Offers STARTTLS with this certificate, or wants it from the first byte. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly isFromTheStart?: boolean };
  /** Lets nobody in without it. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Takes addresses with letters beyond ASCII (SMTPUTF8). */
  readonly takesEveryLetter?: boolean;
}

class Sink implements SmtpSink {
  private readonly kept: RawMessage[] = [];
  private readonly rules = new SmtpScript();
  private readonly server: SMTPServer;
  private readonly oracle: Server;
  connections = 0;

  /** Passwords that somebody offered, in whatever way. */
  readonly passwords: string[] = [];
  /** Names by which clients greeted. */
  readonly greetings: string[] = [];

  constructor(private readonly options: SinkOptions) {
    const { tls, login, takesEveryLetter = false } = options;
    this.server = new SMTPServer({
      authOptional: login === undefined,
      // Its own certificate is nobody's: a client that saw STARTTLS on offer would have to refuse it.
      disabledCommands: tls === undefined ? ['STARTTLS'] : [],
      ...(tls === undefined ? {} : { key: tls.key, cert: tls.cert, secure: tls.isFromTheStart ?? false }),
      hideSMTPUTF8: !takesEveryLetter,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: 50,
      onAuth: (auth, _session, done) => {
        this.passwords.push(auth.password ?? '');
        const isRight =
          login === undefined || (auth.username === login.user && auth.password === login.password);
        if (isRight) done(null, { user: auth.username ?? 'somebody' });
        else done(Object.assign(new Error('5.7.8 authentication failed'), { responseCode: 535 }));
      },
      onConnect: (session, done) => {
        this.connections += 1;
        this.act(this.rules.next('connect'), session, done);
      },
      onMailFrom: (_address, session, done) => {
        this.greetings.push(String(session.hostNameAppearsAs));
        this.act(this.rules.next('mail'), session, done);
      },
      onRcptTo: ({ address }, session, done) => this.act(this.rules.next('rcpt', [address]), session, done),
      onData: (stream, session, done) => void this.takeIn(stream, session, done),
    });
    // A client that was killed in mid-sentence is an everyday event here.
    this.server.on('error', () => undefined);
    this.oracle = createServer((request, response) => {
      const asked = new URL(request.url ?? '/', 'http://sink').searchParams.get('messageId') ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ known: this.hasMessageId(asked) }));
    });
  }

  async listen(port: number): Promise<this> {
    await new Promise<void>((listening, failed) => {
      this.server.server.once('error', failed);
      this.server.listen(port, '127.0.0.1', listening);
    });
    await new Promise<void>((listening) => this.oracle.listen(0, '127.0.0.1', listening));
    return this;
  }

  get url(): string {
    const scheme = this.options.tls?.isFromTheStart === true ? 'smtps' : 'smtp';
    return `${scheme}://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  get oracleUrl(): string {
    return `http://127.0.0.1:${(this.oracle.address() as AddressInfo).port}/messages`;
  }

  get count(): number {
    return this.kept.length;
  }

  get messageIds(): readonly string[] {
    return this.kept.map((message) => message.messageId);
  }

  hasMessageId(messageId: string): boolean {
    return this.kept.some((message) => message.messageId === messageId);
  }

  script(rule: SmtpRule): void {
    this.rules.add(rule);
  }

  clearScript(): void {
    this.rules.clear();
  }

  messages(): Promise<SinkMessage[]> {
    return Promise.all(this.kept.map(readMessage));
  }

  async received(count: number, timeoutMs = 30_000): Promise<SinkMessage[]> {
    const what = `${count} messages at the mail server`;
    await drain(() => this.count >= count, { what, timeoutMs, everyMs: 10, progress: () => this.count });
    return this.messages();
  }

  async receivedBy(address: string, timeoutMs = 30_000): Promise<SinkMessage> {
    const newest = () => this.kept.findLast(({ envelope }) => envelope.to.includes(address));
    const progress = () => this.kept.flatMap(({ envelope }) => envelope.to);
    return readMessage(
      await drain(newest, { what: `a message to ${address}`, timeoutMs, everyMs: 10, progress }),
    );
  }

  clear(): void {
    this.kept.length = 0;
  }

  async close(): Promise<void> {
    this.oracle.closeAllConnections();
    await new Promise((closed) => this.oracle.close(closed));
    for (const connection of this.server.connections as Set<Connection>) connection._socket.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private async takeIn(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream) chunks.push(chunk as Buffer);
    } catch {
      // The client was killed in mid-message: nothing was accepted.
      return;
    }
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const action = this.rules.next('data', to);
    if (action?.kind === 'delay') await new Promise((next) => setTimeout(next, action.ms));
    if (action === undefined || action.kind === 'delay' || action.kind === 'accept-then-disconnect') {
      const raw = Buffer.concat(chunks);
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      this.kept.push({ envelope: { from, to }, messageId: messageIdOf(raw), raw });
    }
    if (action?.kind === 'accept-then-disconnect') this.cut(session);
    else this.act(action?.kind === 'delay' ? undefined : action, session, done);
  }

  private act(action: SmtpAction | undefined, session: SMTPServerSession, done: Done): void {
    switch (action?.kind) {
      case undefined:
        return done();
      case 'answer':
        return done(
          Object.assign(new Error(action.text ?? 'as the script says'), { responseCode: action.code }),
        );
      case 'delay':
        setTimeout(done, action.ms);
        return;
      case 'disconnect':
      case 'accept-then-disconnect':
        return this.cut(session);
      case 'stall':
        return;
    }
  }

  private cut(session: SMTPServerSession): void {
    for (const connection of this.server.connections as Set<Connection>) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
  }
}

type Done = (error?: Error | null) => void;
/** The part of smtp-server's connection that cutting one needs. */
interface Connection {
  readonly session: { readonly id: string };
  readonly _socket: { destroy(): void };
}

/** Starts a sink on 127.0.0.1. A `port` of its own lets a test bring the same server back after closing it. */
export function smtpSink(port = 0, options: SinkOptions = {}): Promise<SmtpSink> {
  return new Sink(options).listen(port);
}
