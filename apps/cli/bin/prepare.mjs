// Makes a clone ready to run: dependencies as the lock file says, and a built tree no older than the sources. Plain
// JavaScript without dependencies, for on a fresh clone nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './source-hash.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Installs and builds what is missing. What it has to say goes to stderr, so that a command's JSON stays clean. */
export function prepare() {
  refuseOldNode();
  // An image carries the built tree without the sources: there is nothing to prepare.
  if (!existsSync(join(ROOT, 'libs', 'kernel', 'src'))) return;
  install();
  if (!isBuilt(ROOT)) run(process.execPath, [join(ROOT, 'apps', 'cli', 'bin', 'build.mjs')]);
}

/** Runs `npm ci` when node_modules is missing or is not what the lock file says. */
export function install() {
  if (isInstalled()) return;
  console.error('Installing dependencies …');
  // The npm that started us, where one did; on Windows npm is a script that only a shell can start.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, 'ci']);
  else run('npm', ['ci'], { shell: process.platform === 'win32' });
}

/** npm leaves a lock file of what it really installed inside node_modules: the two must agree. */
function isInstalled() {
  const installed = readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  if (!installed || !wanted) return installed !== undefined;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer, link }]) =>
      path === '' || optional || devOptional || peer || link || installed[path]?.version === version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Ends here with one line where this Node is too old for what is built. */
export function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Plenary needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
