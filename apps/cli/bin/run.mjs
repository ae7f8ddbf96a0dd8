import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, refuseOldNode, ROOT } from './prepare.mjs';

const CLI = join(ROOT, 'dist', 'apps', 'cli', 'src', 'cli.js');
/** They look at what is there, so they leave it as it is: beside a Plenary that runs, a new build would change its files. */
const READING = new Set(['settings', 'status', 'audit', 'backup', 'forum', 'help']);
const READING_FLAGS = new Set(['--help', '-h', '--version', '-V', '--print-roles']);

/**
 * Prepares the clone and runs a command of the built CLI in this very process, so that signals need no forwarding.
 * A clone is for trying Plenary out: where nothing says otherwise it is in demonstration mode, with its data beside the
 * sources, whatever directory the command was called from.
 */
export async function run(args) {
  refuseOldNode();
  if (!isReading(args)) prepare();
  else if (!existsSync(CLI) || !existsSync(join(ROOT, 'node_modules'))) {
    console.error(
      'Nothing is built here yet, and this command builds nothing: run "npm ci && npm run build" (or "npm start") first.',
    );
    process.exit(1);
  }
  process.env.PLENARY_MODE ??= 'demonstration';
  process.env.PLENARY_DATA_DIR ??= join(ROOT, '.data');
  const { main } = await import(pathToFileURL(CLI).href);
  await main(args);
}

const isReading = ([command, ...flags]) =>
  READING.has(command) || [command, ...flags].some((flag) => READING_FLAGS.has(flag));
