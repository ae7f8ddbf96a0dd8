import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { drain } from './drain.js';

export interface TestRedis {
  /** For REDIS_URL. */
  readonly url: string;
  /** kill -9, as a fault: what was acknowledged must be there after `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same append-only file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestRedisOptions {
  /** Who does not say it is let in to nothing; of letters and digits, for it goes into an address. */
  readonly password?: string;
  /** More settings of the server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes it a sentinel that watches a server on this machine, by a name. */
  readonly sentinelOf?: { readonly name: string; readonly port: number };
}

/**
 * Starts Debian's redis-server (or valkey-server) on a free port with an append-only file in a directory of its own.
 * @returns undefined where neither program is installed: the suite must then say loudly that it was skipped.
 */
export async function testRedis(options: TestRedisOptions = {}): Promise<TestRedis | undefined> {
  const { password } = options;
  const program = redisProgram();
  if (program === undefined) return undefined;
  const { freePort } = await import('#libs/platform');
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'plenary-redis-'));
  const url = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`;
  let server = await start(program, url, directory, options);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    url,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      server = await start(program, url, directory, options);
    },
    stop: async () => {
      await end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The installed server, if any; also asked by suites to decide whether they can run. */
export function redisProgram(): string | undefined {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return ['redis-server', 'valkey-server']
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .find((path) => existsSync(path));
}

async function start(
  program: string,
  url: string,
  directory: string,
  { settings, sentinelOf }: TestRedisOptions,
): Promise<ChildProcess> {
  const { port, password } = new URL(url);
  const server =
    sentinelOf === undefined
      ? startServer(program, { port, password, directory, settings })
      : startSentinel(program, { port, directory, sentinelOf });
  // Told as an exit by the wait below; without a listener it would end the test run.
  server.on('error', () => undefined);
  await untilItAnswers(url);
  return server;
}

/** A sentinel writes down what it learns in the file that it was started with. */
function startSentinel(
  program: string,
  {
    port,
    directory,
    sentinelOf: { name, port: watched },
  }: { port: string; directory: string; sentinelOf: NonNullable<TestRedisOptions['sentinelOf']> },
): ChildProcess {
  const file = join(directory, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${directory}`,
    `sentinel monitor ${name} 127.0.0.1 ${watched} 1`,
    `sentinel down-after-milliseconds ${name} 1000`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return spawn(program, [file, '--sentinel'], { stdio: 'ignore' });
}

function startServer(
  program: string,
  {
    port,
    password,
    directory,
    settings,
  }: { port: string; password: string; directory: string; settings: TestRedisOptions['settings'] },
): ChildProcess {
  const options = {
    port,
    bind: '127.0.0.1',
    dir: directory,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    // The one policy under which a queue loses nothing when memory is short.
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  // What comes by its standard input shows in no list of processes.
  const server = spawn(program, [...args, '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
  server.stdin?.on('error', () => undefined);
  server.stdin?.end(password === '' ? '' : `requirepass ${password}\n`);
  return server;
}

async function untilItAnswers(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
  });
  client.on('error', () => undefined);
  try {
    void client.connect().catch(() => undefined);
    await drain(async () => client.status === 'ready' && (await client.ping()) === 'PONG', {
      what: 'redis-server to start',
    });
  } finally {
    client.disconnect();
  }
}
