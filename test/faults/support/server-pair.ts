import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#libs/platform';
import { drain, testSettings } from '#libs/testing';

/** One of two PostgreSQL servers on this machine that hold the same data. */
export interface ServerOfPair {
  readonly port: number;
  /** Of a database that both have. */
  ownerUrl(database?: string): string;
  superuserUrl(database?: string): string;
}

/** A server that takes writes, and a standby that follows it by streaming: what the first acknowledges, the other one has. */
export interface ServerPair {
  readonly first: ServerOfPair;
  readonly second: ServerOfPair;
  /** In order: the first stops, the second is promoted, and the first comes back as its standby, from which one can read. */
  changePlaces(): Promise<void>;
  /** kill -9 of the one that takes writes. It stays down. */
  killPrimary(): Promise<void>;
  promoteStandby(): Promise<void>;
  close(): Promise<void>;
}

const STARTS_MS = 30_000;

/** Makes and migrates them. */
export async function serverPair(): Promise<ServerPair> {
  const root = mkdtempSync(join(tmpdir(), 'plenary-pair-'));
  const first = new Side(join(root, 'first'));
  const second = new Side(join(root, 'second'));
  await first.start();
  await migrate(await testSettings({ ownerUrl: first.ownerUrl() }));
  // Processes die here, the machine does not.
  await first.set('fsync', 'off');
  await first.set('wal_keep_size', '256MB');
  await first.stop();
  second.copy(first);
  await first.start();
  second.follow(first);
  await second.start();
  await first.waitForStandby();
  let [primary, standby] = [first, second];
  return {
    first,
    second,
    async changePlaces() {
      await primary.stop();
      await standby.promote();
      [primary, standby] = [standby, primary];
      standby.follow(primary);
      await standby.start();
      await primary.waitForStandby();
    },
    killPrimary: () => primary.kill(),
    async promoteStandby() {
      await standby.promote();
      [primary, standby] = [standby, primary];
    },
    async close() {
      await second.stop();
      await first.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

class Side implements ServerOfPair {
  private server: EmbeddedPostgres | undefined;
  private knownPort: number | undefined;

  constructor(private readonly directory: string) {}

  get port(): number {
    return this.knownPort ?? 0;
  }

  ownerUrl(database = 'plenary'): string {
    return addressOf(this.running.ownerUrl, database);
  }

  superuserUrl(database = 'plenary'): string {
    return addressOf(this.running.superuserUrl, database);
  }

  async start(): Promise<void> {
    const port = this.knownPort;
    this.server = await startEmbeddedPostgres({
      dataDir: this.directory,
      durability: 'full',
      ...(port === undefined ? {} : { port }),
    });
    this.knownPort = this.server.port;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  async kill(): Promise<void> {
    const pid = this.running.pid();
    if (pid === undefined) throw new Error('the server does not run');
    process.kill(pid, 'SIGKILL');
    // Keeps the supervisor from starting it again.
    await this.stop();
  }

  /** As it lies, of a server that is down. */
  copy(other: Side): void {
    mkdirSync(this.directory, { mode: 0o700 });
    for (const name of ['postgres', 'postgres-password'])
      execFileSync('cp', ['-a', join(other.directory, name), join(this.directory, name)]);
  }

  /** From its next start on. The last word in the file of settings counts. */
  follow(other: Side): void {
    const cluster = join(this.directory, 'postgres');
    const { password } = new URL(other.superuserUrl());
    const primary = `host=127.0.0.1 port=${other.port} user=postgres password=${decodeURIComponent(password)} application_name=standby`;
    appendFileSync(
      join(cluster, 'postgresql.auto.conf'),
      `primary_conninfo = '${primary}'\nsynchronous_standby_names = ''\n`,
    );
    const signal = join(cluster, 'standby.signal');
    writeFileSync(signal, '');
    const { uid, gid } = statSync(cluster);
    chownSync(signal, uid, gid);
  }

  /** Until it follows; from then on nothing is acknowledged that it does not have. */
  async waitForStandby(): Promise<void> {
    await this.set('synchronous_standby_names', 'standby');
    const isSynchronous = async (): Promise<boolean> =>
      (await this.ask(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`)).length === 1;
    await drain(isSynchronous, { what: 'the standby to follow', timeoutMs: STARTS_MS, everyMs: 50 });
  }

  async promote(): Promise<void> {
    const [row] = await this.ask<{ is_done: boolean }>('SELECT pg_promote(true, 30) AS is_done');
    if (row?.is_done !== true) throw new Error('the standby was not promoted');
  }

  async set(name: string, value: string): Promise<void> {
    await this.ask(`ALTER SYSTEM SET ${name} = ${pg.escapeLiteral(value)}`);
    await this.ask('SELECT pg_reload_conf()');
  }

  private async ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.superuserUrl() });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  private get running(): EmbeddedPostgres {
    if (this.server === undefined) throw new Error('the server has not been started');
    return this.server;
  }
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
