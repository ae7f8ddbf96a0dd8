// Commands that only read leave a checkout as it is: a new build would change the files of a Plenary that runs there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { ROOT, temporaryDirectory } from './plenary-process.mjs';

const clones = [];
after(() => clones.forEach(({ remove }) => remove()));

let clone;
beforeEach(() => {
  const directory = temporaryDirectory();
  clones.push(directory);
  clone = directory.path;
  cpSync(join(ROOT, 'apps', 'cli', 'bin'), join(clone, 'apps', 'cli', 'bin'), { recursive: true });
  mkdirSync(join(clone, 'libs', 'kernel', 'src'), { recursive: true });
  writeFileSync(join(clone, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(clone, 'package-lock.json'),
    '{ "packages": { "node_modules/absent": { "version": "1.0.0" } } }',
  );
});

/** By Node alone: an npm or a build that it would start is not to be found. */
function plenary(...args) {
  const main = join(clone, 'apps', 'cli', 'bin', 'plenary.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    env: { PATH: clone },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** As a build has left it some time ago: sources and packages are others by now. */
function buildSomething() {
  const built = join(clone, 'dist', 'apps', 'cli', 'src');
  mkdirSync(built, { recursive: true });
  mkdirSync(join(clone, 'node_modules'));
  writeFileSync(join(built, 'cli.js'), 'export const main = (args) => console.log(args.join(" "));');
}

for (const command of [
  ['settings'],
  ['status', '--json'],
  ['audit', 'verify'],
  ['backup', '--check', 'x'],
  ['migrate', '--print-roles'],
  ['start', '--help'],
]) {
  test(`"${command.join(' ')}" runs what is built, and neither installs nor builds`, () => {
    buildSomething();
    const before = readdirSync(clone, { recursive: true }).sort();
    assert.deepEqual(plenary(...command), { status: 0, stdout: `${command.join(' ')}\n`, stderr: '' });
    assert.deepEqual(readdirSync(clone, { recursive: true }).sort(), before);
  });
}

test('in a fresh clone they say in one line what builds it', () => {
  assert.deepEqual(plenary('settings'), {
    status: 1,
    stdout: '',
    stderr:
      'Nothing is built here yet, and this command builds nothing: run "npm ci && npm run build" (or "npm start") first.\n',
  });
});

test('commands that change something prepare the clone first', () => {
  buildSomething();
  const { status, stdout, stderr } = plenary('migrate');
  assert.notEqual(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /^Installing dependencies …/);
});
