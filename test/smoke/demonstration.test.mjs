// The built output, as it ships, does what the README promises of a demonstration.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { graphql, plenary, startPlenary, temporaryDirectory, until } from './plenary-process.mjs';

const data = temporaryDirectory();
let running;

before(async () => {
  running = await startPlenary(data.path);
});
after(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  data.remove();
});

test('says where everything is and who can sign in', () => {
  const { stdout } = running.output;
  assert.match(stdout, new RegExp(`Console +http://localhost:${running.port}`));
  assert.match(stdout, /Mail catcher +http:\/\/localhost:\d+/);
  assert.match(stdout, /Sign in as one of the sample people/);
  assert.match(stdout, /@\S+\.example/);
});

test('is alive and ready, and serves the console', async () => {
  for (const path of ['/health/live', '/health/ready'])
    assert.equal((await fetch(running.url + path)).status, 200, path);
  const page = await fetch(running.url, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
  assert.ok(script, 'the page names its script');
  assert.equal((await fetch(running.url + script)).status, 200);
});

test('describes itself to scripts', async () => {
  // What the sample conference left behind is being done when Plenary says that it is ready.
  const described = await until(async () => {
    const answer = await plenary(data.path, ['status', '--json']);
    return JSON.parse(answer.stdout).figures?.outboxLagSeconds === 0 && answer;
  }, 'the work that began with the demonstration to be done');
  const { code, stdout } = described;
  const status = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.equal(status.running, true);
  assert.equal(status.ready, true);
  assert.deepEqual(status.figures, {
    failedMessages: 0,
    messagesInDoubt: 0,
    mailWaitingSeconds: 0,
    workers: 1,
    outboxLagSeconds: 0,
    deadLetters: 0,
  });
  assert.equal(status.mode, 'demonstration');
  assert.equal(status.queues, 'postgresql');
  assert.equal(status.addresses.graphql, `${running.url}/graphql`);
  assert.match(status.versions.postgresql, /^18\./);
  assert.ok(status.signIns.length >= 7, 'a sign-in for each role');
  assert.doesNotMatch(stdout, /postgres:\/\//, 'no database password');
});

test('gives a token that works for GraphQL', async () => {
  const { signIns } = JSON.parse((await plenary(data.path, ['status', '--json'])).stdout);
  const [{ email }] = signIns;
  const { code, stdout } = await plenary(data.path, ['token', 'create', '--user', email, '--json']);
  assert.equal(code, 0);
  const { token } = JSON.parse(stdout);
  const known = await graphql(
    running.url,
    '{ viewer { __typename } conference(slug: "london-2011") { __typename } }',
    token,
  );
  assert.equal(known.errors, undefined);
  assert.equal(known.data.conference.__typename, 'Conference');
});

test('says that nobody has an address, without a stack', async () => {
  const { code, stdout, stderr } = await plenary(data.path, [
    'token',
    'create',
    '--user',
    'nobody@x.example',
    '--json',
  ]);
  assert.deepEqual(
    { code, stdout, stderr },
    { code: 1, stdout: '', stderr: 'Nobody signs in with the address nobody@x.example.\n' },
  );
});

test('finds the audit log intact, and the conference loaded already', async () => {
  const audit = await plenary(data.path, ['audit', 'verify']);
  assert.match(
    audit.stdout,
    /^The audit log is intact: \d+ entries\.\nIts head, to be kept elsewhere: \d+:[0-9a-f]{64}\n$/,
  );
  const seed = await plenary(data.path, ['seed']);
  assert.equal(seed.stdout, 'The demonstration conference is there already.\n');
});
