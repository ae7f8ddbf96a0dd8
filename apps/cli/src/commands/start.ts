import { type Command, InvalidArgumentError } from 'commander';
import { type ProductLoader } from '../product.js';
import { type Process } from '../stack/parts.js';
import type { StartFlags } from '../actions/start.js';

export function registerStart(program: Command, loadProduct: ProductLoader): void {
  program
    .command('start')
    .description('start Plenary: database, web server, worker and mail catcher, in one process')
    .option('--reset', 'start over: forget all data first')
    .option('--yes', 'with --reset: also when DATABASE_URL names the database')
    .option(
      '--only <process>',
      'run only the api or only the worker (for more than one machine)',
      readProcess,
    )
    .addHelpText(
      'after',
      `
Without an address of a database a PostgreSQL of its own is started in PLENARY_DATA_DIR (demonstration only). With DATABASE_URL
the database is migrated first; with DATABASE_API_URL and DATABASE_WORKER_URL alone it has to be. The settings come from the
environment: see "npm run plenary -- settings". Ctrl-C stops everything in order; a second Ctrl-C stops at once.`,
    )
    .action(async (flags: StartFlags) => (await import('../actions/start.js')).start(flags, loadProduct));
}

function readProcess(text: string): Process {
  if (text === 'api' || text === 'worker') return text;
  throw new InvalidArgumentError('It must be api or worker.');
}
