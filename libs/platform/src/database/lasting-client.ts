import pg from 'pg';
import { hostsOf } from '../settings/database-hosts.js';
import { choosePrimary } from './choose-primary.js';
import { READ_ONLY_TRANSACTION } from './read-only-server.js';
import { type SessionOptions, sessionStatement, type TimeLimits } from './session-options.js';

export interface LastingConfig extends pg.ClientConfig, SessionOptions {
  /** Time limits of its statements; said after connecting, for poolers take no options at the start. */
  readonly limits?: TimeLimits;
}

/** Longer than any statement and any lock is waited for: no answer for so long, and the line is dead. */
const SILENT_MS = 15_000;
/** A goodbye is not waited for any longer. */
const END_WITHIN_MS = 2_000;

/** What node-postgres keeps to itself. */
interface Inside {
  host: string;
  port: number;
  readonly connection: {
    readonly stream: Stream;
    on(event: 'errorMessage', listener: (error: { readonly code?: string }) => void): void;
  };
  _getActiveQuery(): unknown;
  readonly _sentQueryQueue: readonly unknown[];
}
interface Stream {
  destroy(error?: Error): void;
  setTimeout(ms: number): void;
  on(event: 'timeout', listener: () => void): void;
}

/**
 * A connection of ours. Its end is no uncaught error: a pool listens only while a client lies idle, so one that is lost
 * between two statements of a transaction would otherwise end the whole process. Nothing is swallowed, for the statement under
 * way fails as well, and so does the next.
 *
 * Of several hosts it takes the first that takes writes. It says what our statements take for granted, and notices a line that has
 * gone silent: it emits `silent` and is lost. It emits `readOnly` where the server refuses a write because it takes none.
 */
export class LastingClient extends pg.Client {
  private readonly config: LastingConfig;

  constructor(config?: string | LastingConfig) {
    const all = typeof config === 'string' ? { connectionString: config } : (config ?? {});
    // Sooner than walls between networks forget who is silent.
    super({ keepAlive: true, keepAliveInitialDelayMillis: 10_000, ...all });
    this.config = all;
    this.on('error', () => undefined);
    this.inside.connection.on('errorMessage', ({ code }) => {
      if (code === READ_ONLY_TRANSACTION) this.emit('readOnly');
    });
  }

  override connect(): Promise<this>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<this> | void {
    const opening = this.open();
    if (callback === undefined) return opening;
    opening.then(
      () => callback(null as unknown as Error),
      (error: Error) => callback(error),
    );
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const patience = setTimeout(() => this.inside.connection.stream.destroy(), END_WITHIN_MS);
    const ending = super.end().finally(() => clearTimeout(patience));
    if (callback === undefined) return ending;
    void ending.then(() => callback(undefined as unknown as Error));
  }

  /** Without a goodbye. */
  cut(): void {
    this.inside.connection.stream.destroy();
  }

  private get inside(): Inside {
    return this as unknown as Inside;
  }

  private async open(): Promise<this> {
    const hosts = hostsOf(this.config.connectionString);
    if (hosts.length > 1) Object.assign(this.inside, await choosePrimary(this.config, hosts));
    await super.connect();
    const { limits } = this.config;
    if (limits === undefined) return this;
    try {
      await this.query(sessionStatement(limits, this.config));
    } catch (error) {
      // Whoever asked for it never had it, and could not close it.
      this.cut();
      throw error;
    }
    if (limits.statement_timeout > 0) this.watch();
    return this;
  }

  private watch(): void {
    const { stream } = this.inside.connection;
    stream.setTimeout(SILENT_MS);
    stream.on('timeout', () => {
      // Silence is the rule while nobody asks.
      const asked = this.inside._getActiveQuery() ?? this.inside._sentQueryQueue[0];
      if (asked === undefined) return;
      const error = new Error(`Connection terminated: no answer for ${SILENT_MS / 1_000} s`);
      this.emit('silent');
      stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    });
  }
}
