import { type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { makeServer, type Server as Protocol } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Logger } from '../logging/logger.js';
import { isOwnHost, notOurAddress } from '../http/own-host.js';
import { isOfAllowedOrigin } from './allowed-origins.js';
import { addressName } from './caller-name.js';
import { isOfOurSite } from './cross-site.js';
import {
  type Line,
  subscribeInSession,
  SubscriptionSession,
  type SubscriptionServices,
} from './subscription-session.js';

const PROTOCOL = 'graphql-transport-ws';
export const LARGEST_MESSAGE = 100_000;
export const INIT_WITHIN_MS = 3_000;
export const PING_EVERY_MS = 12_000;
/** How often a silent connection is asked whether its session still holds; each event asks by itself. */
export const RECHECK_EVERY_MS = 30_000;
/** Bytes that may wait for a client that does not read. */
export const MOST_UNSENT = 1_000_000;
const MOST_CONNECTIONS = 10_000;

/** Seconds after which a refused connection is worth another try. */
export const COME_BACK_IN = 30;
const BUSY = 'Too many connections are open. Try again later.';
export const TOO_MANY_FROM_THERE =
  'Too many connections from your network are open. Close some, or try again later.';

const FROM_ELSEWHERE = 'This connection comes from another site.';

/** Of the IANA registry: another process takes over, come back at once. */
export const SERVICE_RESTART = 1012;
// RFC 6455.
const FAILED = 1011;

export interface SubscriptionServerOptions extends SubscriptionServices {
  readonly paths: readonly string[];
  readonly addressOf: (request: IncomingMessage) => string;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
  readonly isOwnHostOnly: boolean;
  readonly logger: Logger;
  readonly initWithinMs?: number;
}

/** Subscriptions over WebSocket (sub-protocol graphql-transport-ws), on the API's own server and path. */
export class SubscriptionServer {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
  });
  private readonly protocol: Protocol<SubscriptionSession>;
  private readonly services: SubscriptionServices;

  constructor(private readonly options: SubscriptionServerOptions) {
    this.services = options;
    this.protocol = makeServer<Record<string, unknown>, SubscriptionSession>({
      connectionInitWaitTimeout: options.initWithinMs ?? INIT_WITHIN_MS,
      onConnect: ({ extra, connectionParams }) => extra.connect(connectionParams),
      onSubscribe: ({ extra, subscriptions }, _id, payload) =>
        extra.prepare(payload, Object.keys(subscriptions).length),
      subscribe: (args) => subscribeInSession(args),
      onError: ({ extra }, _id, _payload, errors) => extra.wordsFor(errors).map((error) => error.toJSON()),
    });
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  /** Says goodbye to everybody; whoever does not answer is cut after a second. */
  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.close(SERVICE_RESTART, 'Service restart');
    const patience = setTimeout(() => {
      for (const socket of this.sockets.clients) socket.terminate();
    }, 1_000);
    await new Promise<void>((resolve) => this.sockets.close(() => resolve()));
    clearTimeout(patience);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const [path = ''] = (request.url ?? '').split('?');
    const { publicUrl, allowedOrigins, isOwnHostOnly } = this.options;
    const isElsewhere = !isOfOurSite(request.headers, publicUrl);
    // A page elsewhere brings a token of its own: what its browser adds opens nothing.
    if (isElsewhere) delete request.headers.cookie;
    if (isOwnHostOnly && !isOwnHost(request.headers.host, publicUrl))
      refuse(socket, '421 Misdirected Request', notOurAddress(publicUrl));
    else if (!this.options.paths.includes(path))
      refuse(socket, '404 Not Found', `WebSockets are at ${this.options.paths[0] ?? ''}.`);
    else if (isElsewhere && !isOfAllowedOrigin(request.headers, allowedOrigins))
      refuse(socket, '403 Forbidden', FROM_ELSEWHERE);
    else if (this.sockets.clients.size >= MOST_CONNECTIONS)
      refuse(socket, '503 Service Unavailable', BUSY, COME_BACK_IN);
    else this.admit(request, socket, head);
  }

  private admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = this.options.addressOf(request);
    const release = this.services.held.addresses.take(addressName(address));
    if (release === undefined)
      return refuse(socket, '429 Too Many Requests', TOO_MANY_FROM_THERE, COME_BACK_IN);
    // Whether it becomes a WebSocket or not.
    socket.once('close', release);
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.open(opened, request, address));
  }

  private open(socket: WebSocket, request: IncomingMessage, address: string): void {
    const session = new SubscriptionSession(this.services, lineOf(socket), request, address);
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => {
          socket.on('message', (data: Buffer) => {
            listener(data.toString()).catch((error: unknown) => {
              this.options.logger.error({ err: error }, 'A subscription failed');
              socket.close(FAILED, 'Internal error');
            });
          });
        },
      },
      session,
    );
    const stopWatching = watch(socket, session);
    socket.on('error', () => socket.terminate());
    socket.once('close', (code, reason) => {
      stopWatching();
      session.ended();
      void closed(code, reason.toString());
    });
  }
}

const lineOf = (socket: WebSocket): Line => ({
  get isOpen() {
    return socket.readyState === socket.OPEN;
  },
  close: (code, reason) => socket.close(code, reason),
});

/** Ends connections that are dead, and those whose session is. */
function watch(socket: WebSocket, session: SubscriptionSession): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const ping = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_EVERY_MS);
  const recheck = setInterval(() => void session.recheck(), RECHECK_EVERY_MS);
  return () => {
    clearInterval(ping);
    clearInterval(recheck);
  };
}

async function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_UNSENT) return socket.terminate();
  await new Promise<void>((resolve) => socket.send(text, () => resolve()));
}

/** Answers the request to upgrade with words instead of a connection. */
function refuse(socket: Duplex, status: string, words: string, retryAfter?: number): void {
  const retry = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
  const head = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n${retry}`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`);
}
