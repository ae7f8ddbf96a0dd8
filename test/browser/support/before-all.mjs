// Runs once before the browser tests: the place where the one product that they share keeps its data, and says where it
// is. It is started by the first test that needs it (demonstration.ts), and stopped in after-all.mjs.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function beforeAll() {
  process.env.PLENARY_TEST_BROWSER_DIR = mkdtempSync(join(tmpdir(), 'plenary-browser-'));
}
