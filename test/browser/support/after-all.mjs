// Runs once after the browser tests: stops the product that they shared, and removes its data.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;

export default async function afterAll() {
  const directory = process.env.PLENARY_TEST_BROWSER_DIR;
  const file = join(directory, 'product.json');
  const product = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (product !== '') await stop(JSON.parse(product).pid);
  rmSync(directory, { recursive: true, force: true });
}

async function stop(pid) {
  process.kill(pid, 'SIGTERM');
  for (const started = Date.now(); isAlive(pid); await pause(50))
    if (Date.now() - started > LIMIT_MS)
      throw new Error(`Plenary (${pid}) did not stop in ${LIMIT_MS / 1000} s`);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
