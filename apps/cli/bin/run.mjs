import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, ROOT } from './prepare.mjs';

/**
 * Prepares the clone and runs a command of the built CLI in this very process, so that signals need no forwarding.
 * A clone is for trying Plenary out: where nothing says otherwise it is in demonstration mode, with its data beside the
 * sources, whatever directory the command was called from.
 */
export async function run(args) {
  prepare();
  process.env.PLENARY_MODE ??= 'demonstration';
  process.env.PLENARY_DATA_DIR ??= join(ROOT, '.data');
  const { main } = await import(pathToFileURL(join(ROOT, 'dist', 'apps', 'cli', 'src', 'cli.js')).href);
  await main(args);
}
