import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');

/** A data directory of its own, removed by `remove`. */
export function temporaryDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'plenary-smoke-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the built Plenary as a demonstration and waits until it says that it is ready. */
export async function startPlenary(dataDir, { port, args = [], env = {} } = {}) {
  const chosen = port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [MAIN, 'start', ...args],
    spawnOptions(dataDir, { PORT: String(chosen), ...env }),
  );
  return untilReady(child, chosen);
}

/** The same by `npm start`, in a process group of its own as a terminal gives it. */
export async function npmStart(dataDir) {
  const port = await freePort();
  const options = { ...spawnOptions(dataDir, { PORT: String(port) }), cwd: ROOT, detached: true };
  return untilReady(spawn('npm', ['start'], options), port);
}

/** Runs a command of the built CLI to its end. */
export async function plenary(dataDir, args, env = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], spawnOptions(dataDir, env));
  const output = collect(child);
  const [code] = await once(child, 'close');
  return { code, ...output };
}

function spawnOptions(dataDir, env) {
  // Nothing of the test run's own surroundings: a person's shell has none of it.
  const { PATH, HOME, LANG } = process.env;
  const settings = { PLENARY_MODE: 'demonstration', PLENARY_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  return { env: { PATH, HOME, LANG, ...settings, ...env }, stdio: ['ignore', 'pipe', 'pipe'] };
}

async function untilReady(child, port) {
  const output = collect(child);
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  let result;
  void ended.then((how) => (result = how));
  await until(() => output.stdout.includes('Plenary is ready') || result, 'Plenary to be ready');
  if (result)
    throw new Error(`Plenary ended (${result.signal ?? result.code}):\n${output.stdout}${output.stderr}`);
  return { child, port, url: `http://localhost:${port}`, output, ended };
}

function collect(child) {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
  return output;
}

/** Asks until the condition holds. @throws after three minutes: a machine that does other things too is slow. */
export async function until(condition, what, limitMs = 180_000) {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (performance.now() > deadline) throw new Error(`waited ${limitMs / 1000} s for ${what}`);
    await sleep(50);
  }
}

/** The process id of the directory's PostgreSQL, as PostgreSQL itself notes it. */
export function postgresPid(dataDir) {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/** Whether a process with this id exists and is more than an entry that nobody has cleared away yet. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    );
  } catch {
    return false;
  }
}

/** Posts a GraphQL operation. */
export async function graphql(url, query, token) {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
