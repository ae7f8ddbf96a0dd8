// Starting, stopping and being killed: what a process leaves behind can only be seen from outside it. Each start takes
// seconds, so one start serves as many questions as it can.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  graphql,
  isAlive,
  npmStart,
  plenary,
  postgresPid,
  startPlenary,
  temporaryDirectory,
  until,
} from './plenary-process.mjs';

const data = temporaryDirectory();
const processes = [];
after(async () => {
  // A test that failed half-way may have left its process, or a database that was stopped on purpose.
  for (const { child, ended } of processes) {
    child.kill('SIGKILL');
    await ended;
  }
  data.remove();
});

async function start(options) {
  const started = await startPlenary(data.path, options);
  processes.push(started);
  return started;
}

async function startByNpm() {
  const started = await npmStart(data.path);
  processes.push(started);
  return started;
}

const isReady = async (url) => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok ?? false;
const viewer = async (url, token) =>
  (await graphql(url, '{ viewer { __typename } }', token)).data?.viewer ?? null;

/** What a process has started and not ended, but for the one that draws letters for a minute at a time. */
function childrenOf(pid) {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const pids = (some) => some.map((line) => Number.parseInt(line, 10));
  return { all: pids(lines), lasting: pids(lines.filter((line) => !line.includes('compiler-process'))) };
}

test('one process with one child, alone on its directory, stops in order at SIGTERM', async () => {
  const { child, ended, output, url } = await start();
  const postgres = postgresPid(data.path);
  const children = process.platform === 'linux' ? childrenOf(child.pid) : { all: [] };
  if (children.lasting)
    assert.deepEqual(children.lasting, [postgres], 'PostgreSQL is the only lasting child');
  const second = await plenary(data.path, ['start'], { PORT: '0' });
  assert.equal(second.code, 1);
  assert.match(second.stderr, new RegExp(`^Plenary already runs at ${url} on PLENARY_DATA_DIR .*\\n$`));

  child.kill('SIGTERM');
  assert.deepEqual(await ended, { code: 0, signal: null });
  assert.match(output.stdout, /Stopping …\nStopped\.\n$/);
  assert.equal(output.stderr, '');
  assert.equal(isAlive(postgres), false);
  assert.deepEqual(children.all.filter(isAlive), []);
  assert.equal(existsSync(join(data.path, 'instance.json')), false);
  assert.equal((await plenary(data.path, ['status'])).code, 1);
});

let token;

test('goes on where it was after a kill -9, of itself and of PostgreSQL, and hears a second Ctrl-C', async () => {
  const first = await start();
  const { signIns } = JSON.parse((await plenary(data.path, ['status', '--json'])).stdout);
  const made = await plenary(data.path, ['token', 'create', '--user', signIns[0].email, '--json']);
  ({ token } = JSON.parse(made.stdout));
  const orphan = postgresPid(data.path);
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await start();
  assert.equal(isAlive(orphan), false);
  assert.ok(await viewer(second.url, token), 'the token from before is still good');

  const killed = postgresPid(data.path);
  process.kill(killed, 'SIGKILL');
  await until(() => postgresPid(data.path) !== killed && isReady(second.url), 'Plenary to be ready again');
  assert.ok(await viewer(second.url, token));

  // A database that is stopped in its tracks keeps the orderly stop waiting.
  const stuck = postgresPid(data.path);
  process.kill(stuck, 'SIGSTOP');
  second.child.kill('SIGINT');
  await until(() => second.output.stdout.includes('Stopping'), 'the first signal to be heard');
  await new Promise((next) => setTimeout(next, 1200));
  second.child.kill('SIGINT');
  assert.deepEqual(await second.ended, { code: 130, signal: null });
  process.kill(stuck, 'SIGCONT');
  await until(() => !isAlive(stuck), 'PostgreSQL to end with it');
});

test('--reset starts over and leaves what is not Plenary’s', async () => {
  mkdirSync(join(data.path, 'photographs'), { recursive: true });
  const { child, ended, url } = await start({ args: ['--reset'] });
  assert.equal(await viewer(url, token), null, 'the token from before is forgotten');
  assert.ok(existsSync(join(data.path, 'photographs')));
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
});

test('Ctrl-C at npm start, which reaches everybody at once, stops in order all the same', async () => {
  const { child, ended, output } = await startByNpm();
  const postgres = postgresPid(data.path);
  process.kill(-child.pid, 'SIGINT');
  await ended;
  assert.match(output.stdout, /Stopping …\nStopped\.\n/);
  assert.equal(isAlive(postgres), false);
});

test('SIGTERM to npm start, as a supervisor sends it, ends it only when everything has stopped', async () => {
  const { child, output } = await startByNpm();
  const postgres = postgresPid(data.path);
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  assert.equal(isAlive(postgres), false);
  assert.equal(existsSync(join(data.path, 'instance.json')), false);
  assert.match(output.stdout, /Stopping …/);
});

test('kill -9 of npm start leaves nothing running', async () => {
  const { child } = await startByNpm();
  const postgres = postgresPid(data.path);
  child.kill('SIGKILL');
  const isOver = () => !isAlive(postgres) && !existsSync(join(data.path, 'instance.json'));
  await until(isOver, 'everything to stop');
});

test('problems with settings are one line each, without a stack', async () => {
  const file = join(data.path, 'a-file');
  writeFileSync(file, '');
  const cases = [
    [
      { PORT: 'x' },
      /^The settings cannot be used:\n {2}PORT must be a whole number from 0 to 65535; it is "x"\.\n$/,
    ],
    [
      { PORT: '0', DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/db' },
      /^DATABASE_URL: nothing answers at .*\n$/,
    ],
    [
      { PORT: '0', PLENARY_DATA_DIR: join(file, 'below') },
      /PLENARY_DATA_DIR names a directory that cannot be written/,
    ],
    [
      { PORT: '0', REDIS_URL: 'redis://127.0.0.1:1' },
      /^REDIS_URL: the server at 127\.0\.0\.1:1 cannot be used .*\n$/,
    ],
  ];
  for (const [env, message] of cases) {
    const { code, stderr } = await plenary(data.path, ['start'], env);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at |hunter2/);
  }
});
