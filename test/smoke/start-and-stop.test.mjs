// Starting, stopping and being killed: what a process leaves behind can only be seen from outside it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
after(() => data.remove());

const signIns = async () => JSON.parse((await plenary(data.path, ['status', '--json'])).stdout).signIns;
const isReady = async (url) => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok ?? false;

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  test(`${signal} stops everything in order`, async () => {
    const { child, ended, output } = await startPlenary(data.path);
    const postgres = postgresPid(data.path);
    assert.ok(isAlive(postgres));
    child.kill(signal);
    assert.deepEqual(await ended, { code: 0, signal: null });
    assert.match(output.stdout, /Stopping …\nStopped\.\n$/);
    assert.equal(output.stderr, '');
    assert.equal(isAlive(postgres), false);
    assert.equal(existsSync(join(data.path, 'instance.json')), false);
    assert.equal((await plenary(data.path, ['status'])).code, 1);
  });
}

test('PostgreSQL is the only child', { skip: process.platform !== 'linux' }, async () => {
  const { child, ended } = await startPlenary(data.path);
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
  assert.deepEqual(children.trim().split(/\s+/), [String(postgresPid(data.path))]);
  child.kill('SIGTERM');
  await ended;
});

test('a kill -9 orphans nothing, and the next start goes on where it was', async () => {
  const first = await startPlenary(data.path);
  const [{ email }] = await signIns();
  const { token } = JSON.parse(
    (await plenary(data.path, ['token', 'create', '--user', email, '--json'])).stdout,
  );
  const postgres = postgresPid(data.path);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await startPlenary(data.path);
  assert.equal(isAlive(postgres), false);
  assert.notEqual(postgresPid(data.path), postgres);
  const { data: answer } = await graphql(second.url, '{ viewer { __typename } }', token);
  assert.ok(answer.viewer, 'the token from before is still good');
  second.child.kill('SIGTERM');
  assert.equal((await second.ended).code, 0);
});

test('a kill -9 of PostgreSQL is healed while running', async () => {
  const { child, url, ended } = await startPlenary(data.path);
  const killed = postgresPid(data.path);
  process.kill(killed, 'SIGKILL');
  await until(() => postgresPid(data.path) !== killed && isReady(url), 'Plenary to be ready again');
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
});

test('a second Ctrl-C does not wait', async () => {
  const { child, ended, output } = await startPlenary(data.path);
  const postgres = postgresPid(data.path);
  // A stopped database keeps the orderly stop waiting for as long as we like.
  process.kill(postgres, 'SIGSTOP');
  child.kill('SIGINT');
  await until(() => output.stdout.includes('Stopping'), 'the first signal to be heard');
  await new Promise((next) => setTimeout(next, 1200));
  child.kill('SIGINT');
  assert.deepEqual(await ended, { code: 130, signal: null });
  process.kill(postgres, 'SIGCONT');
  await until(() => !isAlive(postgres), 'PostgreSQL to end with it');
});

test('Ctrl-C at npm start, which reaches everybody at once, stops in order all the same', async () => {
  const { child, ended, output } = await npmStart(data.path);
  const postgres = postgresPid(data.path);
  process.kill(-child.pid, 'SIGINT');
  await ended;
  assert.match(output.stdout, /Stopping …\nStopped\.\n/);
  assert.equal(isAlive(postgres), false);
});

test('SIGTERM to npm start, as a supervisor sends it, stops everything', async () => {
  const { child, ended } = await npmStart(data.path);
  const postgres = postgresPid(data.path);
  child.kill('SIGTERM');
  await ended;
  await until(() => !isAlive(postgres), 'PostgreSQL to end');
});

test('a kill -9 of npm start leaves nothing running', async () => {
  const { child } = await npmStart(data.path);
  const postgres = postgresPid(data.path);
  child.kill('SIGKILL');
  await until(
    () => !isAlive(postgres) && !existsSync(join(data.path, 'instance.json')),
    'everything to stop',
  );
});

test('a second start on the same directory is refused in one line', async () => {
  const { child, ended, url } = await startPlenary(data.path);
  const { code, stderr } = await plenary(data.path, ['start'], { PORT: '0' });
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`^Plenary already runs at ${url} on PLENARY_DATA_DIR .*\\n$`));
  child.kill('SIGTERM');
  await ended;
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
      /^DATABASE_URL: nothing answers at 127\.0\.0\.1:1; .*\n$/,
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

test('--reset starts over and leaves what is not Plenary’s', async () => {
  const first = await startPlenary(data.path);
  const [{ email }] = await signIns();
  const { token } = JSON.parse(
    (await plenary(data.path, ['token', 'create', '--user', email, '--json'])).stdout,
  );
  mkdirSync(join(data.path, 'photographs'), { recursive: true });
  first.child.kill('SIGTERM');
  await first.ended;
  const second = await startPlenary(data.path, { args: ['--reset'] });
  const answer = await graphql(second.url, '{ viewer { __typename } }', token);
  assert.equal(answer.data?.viewer ?? null, null, 'the token from before is forgotten');
  assert.ok(existsSync(join(data.path, 'photographs')));
  second.child.kill('SIGTERM');
  await second.ended;
});
