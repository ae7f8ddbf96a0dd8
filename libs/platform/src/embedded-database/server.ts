import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPath, type Cluster, programEnvironment } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { hasEnded, isPostgresIn } from '../process/processes.js';

export interface ServerOptions {
  readonly port: number;
  /** `tests` trades the safety of the data for speed. */
  readonly durability: 'full' | 'tests';
  /** The server's own log. */
  readonly logFile: string;
}

/** Milliseconds: recovery after a crash replays the log, which can take its time on a slow disk. */
const READY_MS = 60_000;
/** Milliseconds that a fast shutdown (clients cut off, data written) may take before the immediate one. */
const FAST_STOP_MS = 10_000;

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '300',
  // Every statement here is short: compiling it costs more than it saves.
  jit: 'off',
};
const unsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' };

/** Starts the server and waits until it takes connections. @throws EmbeddedPostgresError with the end of its log. */
export async function startServer(cluster: Cluster, options: ServerOptions): Promise<ChildProcess> {
  const log = openSync(options.logFile, 'w', 0o600);
  const settings = {
    ...always,
    ...(options.durability === 'tests' ? unsafe : {}),
    port: String(options.port),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, ...args] = [
    ...diesWithUs(),
    cluster.binaries.postgres,
    '-D',
    clusterPath(cluster),
    ...flags,
  ];
  const server = spawn(program ?? '', args, {
    cwd: cluster.directory,
    env: programEnvironment,
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C at the terminal must reach us alone, who stop it last.
    detached: true,
    ...cluster.user,
  });
  closeSync(log);
  const failure = await firstOf(server, cluster);
  if (failure === undefined) return server;
  await stopServer(server);
  throw new EmbeddedPostgresError(`PostgreSQL did not start: ${lastLine(options.logFile) ?? failure}`);
}

/** Stops a server that we started: clients are cut off, the data is written. Returns when it is gone, and buried. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  await stopProcess(server.pid);
  await ended;
}

/** Ends a server that a killed predecessor left on this cluster, and the mark of one that is gone. */
export async function clearLeftOvers(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (Number.isNaN(pid)) return;
  if (isPostgresIn(pid, directory)) await stopProcess(pid);
  // Else PostgreSQL would refuse to start while any process at all bears the dead one's number.
  rmSync(file, { force: true });
}

async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await hasEnded(pid, FAST_STOP_MS)) return;
  process.kill(pid, 'SIGQUIT');
  if (await hasEnded(pid, FAST_STOP_MS)) return;
  // A stopped or stuck server hears nothing else; the next start recovers its data from the log.
  process.kill(pid, 'SIGKILL');
  await hasEnded(pid, FAST_STOP_MS);
}

/** On Linux the kernel stops the server when we die, even of kill -9; elsewhere the next start clears it away. */
function diesWithUs(): string[] {
  if (process.platform !== 'linux') return [];
  const program = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  return program === undefined ? [] : [program, '--pdeathsig', 'INT'];
}

/** @returns undefined once the server is ready, else why it will not be. */
async function firstOf(server: ChildProcess, cluster: Cluster): Promise<string | undefined> {
  let failure: string | undefined;
  server.once('error', (error) => (failure = error.message));
  server.once('exit', (code, signal) => (failure = `it ended with ${signal ?? code}`));
  const deadline = performance.now() + READY_MS;
  while (failure === undefined) {
    if (isReady(cluster, server.pid)) return undefined;
    if (performance.now() > deadline) failure = `it was not ready after ${READY_MS / 1000} s`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return failure;
}

/**
 * Line 1 of postmaster.pid is the server's id, line 8 its state (PostgreSQL's own pg_ctl reads it likewise). One that follows another
 * server is `standby` when it can be read from.
 */
function isReady(cluster: Cluster, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster.directory, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && ['ready', 'standby'].includes(lines[7]?.trim() ?? '');
  } catch {
    return false;
  }
}

function lastLine(logFile: string): string | undefined {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  const line = lines.filter((text) => /FATAL|PANIC|error/i.test(text)).at(-1) ?? lines.at(-1);
  return line?.replace(/^.*?\b(?:FATAL|PANIC):\s*/, '').trim() || undefined;
}
