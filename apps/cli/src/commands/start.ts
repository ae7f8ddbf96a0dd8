import { type Command, InvalidArgumentError } from 'commander';
import { type ProductLoader } from '../product.js';
import { banner } from '../stack/banner.js';
import { type Process, StartAborted, startStack } from '../stack/local-stack.js';
import { resetDatabase, resetDataDir } from '../stack/reset.js';
import { stopSignal, untilStopped } from '../stack/until-stopped.js';
import { readSettings } from './settings-of-commands.js';

interface StartFlags {
  readonly reset?: boolean;
  readonly yes?: boolean;
  readonly only?: Process;
}

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
Without DATABASE_URL a PostgreSQL of its own is started in PLENARY_DATA_DIR (demonstration only). The settings come
from the environment: see "plenary settings". Ctrl-C stops everything in order; a second Ctrl-C stops at once.`,
    )
    .action((flags: StartFlags) => start(flags, loadProduct));
}

async function start(flags: StartFlags, loadProduct: ProductLoader): Promise<void> {
  const signal = stopSignal();
  const say = (line: string) => console.log(line);
  if (flags.reset) await reset(flags.yes ?? false);
  const settings = readSettings();
  try {
    const processes = flags.only ? [flags.only] : undefined;
    const stack = await startStack({ settings, loadProduct, processes, startOver: flags.reset, say, signal });
    say(banner(stack));
    await untilStopped(signal);
    say('Stopping …');
    await stack.stop();
    say('Stopped.');
  } catch (error) {
    if (!(error instanceof StartAborted)) throw error;
    say('Stopped.');
  }
}

async function reset(isConfirmed: boolean): Promise<void> {
  const settings = readSettings();
  // Refused before anything is deleted, be it only the mail.
  if (!settings.database.embedded) await resetDatabase(settings, isConfirmed);
  resetDataDir(settings.dataDir);
}

function readProcess(text: string): Process {
  if (text === 'api' || text === 'worker') return text;
  throw new InvalidArgumentError('It must be api or worker.');
}
