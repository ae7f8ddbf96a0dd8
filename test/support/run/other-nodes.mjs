import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Current releases of Node beside the one that runs the tests. */
export const OTHER_NODES = [24, 26];

const FETCH_LIMIT_MS = 180_000;

/**
 * The program of the newest Node of this major version, as an ordinary npm package brings it; kept for the next run. No
 * install of the project has it: it is a hundred megabytes that only this test wants.
 * @returns its path, or undefined where the registry cannot be reached or has none for this machine.
 */
export function otherNode(root, major) {
  const name = `node-${process.platform}-${process.arch}`;
  const directory = join(root, 'node_modules', '.cache', 'nodes', String(major));
  const program = join(directory, 'node_modules', name, 'bin', 'node');
  if (!existsSync(program)) {
    const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    spawnSync('npm', ['install', '--prefix', directory, ...options, `${name}@${major}`], {
      cwd: root,
      stdio: 'ignore',
      timeout: FETCH_LIMIT_MS,
    });
  }
  if (!existsSync(program)) return undefined;
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout?.startsWith(`v${major}.`) ? program : undefined;
}
