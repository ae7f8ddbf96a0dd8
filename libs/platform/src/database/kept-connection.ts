import { Logger } from '@nestjs/common';
import { type Client } from 'pg';
import { LastingClient } from './lasting-client.js';
import { isReadOnlyServer, ReadOnlyServer } from './read-only-server.js';
import { CONNECTION_LIMITS } from './session-options.js';
import { errorLabel } from '../work/definitions/retry-policy.js';

const RECONNECT_MS = 500;
/** How often it is asked whether it is still there: a line that is cut without a word is noticed by nobody else. */
const ASK_EVERY_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;
const PREPARE_WITHIN_MS = 10_000;

/**
 * One connection for as long as the process lives, opened again whenever it is lost, be it in silence, and wherever it leads to a server
 * that takes no writes: what is listened for and locked for others is heard and seen at the one that does.
 */
export class KeptConnection {
  private readonly log = new Logger('Connection');
  private client: LastingClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Cuts the line where no answer comes. */
  private patience: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isReady = false;
  private isToldLost = false;
  private isSilent = false;
  private failure: unknown;
  /** By the monotonic clock: when the last question was sent that has been answered. */
  private heardAt = -Infinity;

  /** @param prepare runs on each new connection before it counts. */
  constructor(
    private readonly url: string,
    private readonly applicationName: string,
    private readonly prepare: (client: Client) => Promise<void>,
  ) {}

  /** Whether it is open and prepared, and has answered within the last seconds. */
  get isOpen(): boolean {
    return this.isReady && performance.now() - this.heardAt < ASK_EVERY_MS + ANSWER_WITHIN_MS;
  }

  /** Ends with the first try, whatever came of it. */
  async start(): Promise<void> {
    await this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
    // A connection that is ended before it was there answers nobody any more.
    clearTimeout(this.patience);
  }

  private async connect(): Promise<void> {
    const client = new LastingClient({
      connectionString: this.url,
      application_name: this.applicationName,
      limits: CONNECTION_LIMITS,
      connectionTimeoutMillis: 5_000,
    });
    this.client = client;
    this.failure = undefined;
    client.on('error', (error) => (this.failure ??= error));
    client.once('end', () => this.reconnect(this.failure));
    const patience = this.waitFor(client, PREPARE_WITHIN_MS);
    try {
      const askedAt = performance.now();
      await client.connect();
      if (await isReadOnlyServer(client)) throw new ReadOnlyServer();
      await this.prepare(client);
      this.isReady = true;
      this.heardAt = askedAt;
      this.tellBack();
      this.askLater(client);
    } catch (error) {
      client.cut();
      this.reconnect(error);
    } finally {
      clearTimeout(patience);
    }
  }

  private askLater(client: LastingClient): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.ask(client), ASK_EVERY_MS);
  }

  private async ask(client: LastingClient): Promise<void> {
    const askedAt = performance.now();
    const patience = this.waitFor(client, ANSWER_WITHIN_MS);
    try {
      if (await isReadOnlyServer(client)) throw new ReadOnlyServer();
      this.heardAt = askedAt;
      this.askLater(client);
    } catch (error) {
      // Whatever it is, this connection is of no more use; its end opens the next.
      this.failure ??= error;
      client.cut();
    } finally {
      clearTimeout(patience);
    }
  }

  private waitFor(client: LastingClient, ms: number): NodeJS.Timeout {
    this.patience = setTimeout(() => this.cut(client), ms);
    return this.patience;
  }

  private reconnect(failure: unknown): void {
    this.isReady = false;
    if (this.isStopped) return;
    this.tellLost(failure);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
  }

  private tellLost(failure: unknown): void {
    if (this.isToldLost) return;
    this.isToldLost = true;
    const why = this.isSilent ? 'no answer' : errorLabel(failure);
    this.log.warn(`${this.applicationName}: the connection to the database is lost (${why}); trying again`);
  }

  private cut(client: LastingClient): void {
    this.isSilent = true;
    client.cut();
  }

  private tellBack(): void {
    if (this.isToldLost) this.log.log(`${this.applicationName}: the connection to the database is back`);
    this.isToldLost = false;
    this.isSilent = false;
  }
}
