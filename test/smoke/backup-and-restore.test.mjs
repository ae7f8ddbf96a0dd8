// Backup and restore as an operator types them, on the built tree, and what a shell hears when a file is not where it should be.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { graphql, plenary, startPlenary, temporaryDirectory } from './plenary-process.mjs';

const first = temporaryDirectory();
const second = temporaryDirectory();
const files = temporaryDirectory();
const processes = [];
after(async () => {
  for (const { child, ended } of processes) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const directory of [first, second, files]) directory.remove();
});

async function start(directory) {
  const started = await startPlenary(directory.path);
  processes.push(started);
  return started;
}

async function stop({ child, ended }) {
  child.kill('SIGTERM');
  await ended;
}

/** The sample person's session, as a browser has it. */
async function signIn(url, email) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation ($input: SignInAsDemonstrationUserInput!) {
        signInAsDemonstrationUser(input: $input) { viewer { user { id } } errors { code } } }`,
      variables: { input: { email, idempotencyKey: 'backup-smoke' } },
    }),
  });
  assert.deepEqual((await response.json()).data.signInAsDemonstrationUser.errors, []);
  return response.headers.get('set-cookie').split(';')[0];
}

async function nameOf(url, headers) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { user { name } } }' }),
  });
  return (await response.json()).data?.viewer?.user.name ?? null;
}

const OFFICER = 'percival.placeholder@fco.example';

test('a running installation is backed up and restored elsewhere: tokens as they were, sessions ended', async () => {
  const file = join(files.path, 'plenary.backup');
  const running = await start(first);
  const { token } = JSON.parse(
    (await plenary(first.path, ['token', 'create', '--user', OFFICER, '--json'])).stdout,
  );
  const cookie = await signIn(running.url, OFFICER);
  assert.equal(await nameOf(running.url, { cookie }), 'Percival Placeholder');
  const written = await plenary(first.path, ['backup', '--file', file]);
  assert.equal(written.code, 0, written.stderr);
  assert.match(
    written.stdout,
    /^Wrote .*plenary\.backup \(\d+\.\d MB\): \d+ rows of \d+ tables, as of .*\.\nThe head of its audit trail, to be kept elsewhere: \d+:[0-9a-f]{64}\n$/,
  );
  assert.equal(statSync(file).mode & 0o777, 0o600);
  await stop(running);

  const restored = await plenary(second.path, ['restore', '--file', file]);
  assert.equal(restored.code, 0, restored.stderr);
  const [what, sessions, rights, trail] = restored.stdout.trim().split('\n').slice(-4);
  assert.match(what, /^Restored .*plenary\.backup: \d+ rows of \d+ tables, as of/);
  assert.equal(sessions, 'Everybody signs in again: all sessions were ended.');
  assert.match(
    rights,
    /^Roles and API tokens are as of 20\S+Z: revoke again what has been revoked since that\.$/,
  );
  assert.match(trail, /^The audit log is intact: \d+ entries\.$/);

  const again = await start(second);
  const conference = (await graphql(again.url, '{ conference(slug: "london-2011") { name } }', token)).data;
  assert.equal(conference.conference.name, 'London Conference on Cyberspace');
  assert.equal(await nameOf(again.url, { authorization: `Bearer ${token}` }), 'Percival Placeholder');
  assert.equal(await nameOf(again.url, { cookie }), null);
  await stop(again);
});

test('a file that is not there, or cannot be written, is told in one line; nothing is begun and nothing is left', async () => {
  const nobody = join(files.path, 'nobody');
  mkdirSync(nobody);
  const missing = join(files.path, 'missing.backup');
  const cases = [
    [['restore', '--file', missing], `${missing}: there is no such file.\n`],
    [['restore', '--file', nobody], `${nobody}: this is a directory; name the file in it.\n`],
    [['backup', '--check', missing], `${missing}: there is no such file.\n`],
    [
      ['backup', '--file', join(files.path, 'absent', 'a.backup')],
      `${join(files.path, 'absent', 'a.backup')} cannot be written (ENOENT); nothing is left of it.\n`,
    ],
    [
      ['backup', '--file', '/proc/a.backup'],
      '/proc/a.backup cannot be written (ENOENT); nothing is left of it.\n',
    ],
  ];
  // Whoever is root may write everywhere.
  if (process.getuid() !== 0) {
    chmodSync(nobody, 0o500);
    const inside = join(nobody, 'a.backup');
    cases.push([
      ['backup', '--file', inside],
      `${inside} cannot be written (EACCES); nothing is left of it.\n`,
    ]);
  }
  const data = join(files.path, 'data');
  for (const [args, words] of cases) {
    const { code, stdout, stderr } = await plenary(data, args);
    assert.deepEqual({ args, code, stdout, stderr }, { args, code: 1, stdout: '', stderr: words });
  }
  assert.equal(existsSync(data), false);
  assert.deepEqual(readdirSync(nobody), []);
});
