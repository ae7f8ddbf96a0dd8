import { Command, CommanderError } from 'commander';
import { endFailed } from '#libs/platform/failure';
import { registerBackup } from './commands/backup.js';
import { registerConference } from './commands/conference.js';
import { registerAudit, registerMigrate, registerSeed } from './commands/database.js';
import { registerForum } from './commands/forum.js';
import { registerMail } from './commands/mail.js';
import { registerQuota } from './commands/quota.js';
import { registerSchema } from './commands/schema.js';
import { registerSettings } from './commands/settings.js';
import { registerStart } from './commands/start.js';
import { registerStatus } from './commands/status.js';
import { registerToken } from './commands/token.js';
import { loadProduct } from './load-product.js';
import { type ProductLoader } from './product.js';
import { PLENARY_VERSION } from './version.js';

/** The command line as a stranger meets it. */
export function buildProgram(load: ProductLoader = loadProduct): Command {
  const program = new Command('plenary')
    .description('Plenary organises one international conference for several institutions.')
    .version(PLENARY_VERSION)
    .showHelpAfterError('(add --help for what is possible)')
    .addHelpText(
      'after',
      `
Settings come from the environment, the same for every command: "npm run plenary -- settings" lists them.

Examples:
  npm start                                                 everything, with sample data
  npm run --silent plenary -- status --json                 where it runs, and who can sign in
  npm run --silent plenary -- token create --user EMAIL     a token for GraphQL
  npm run plenary -- mail test ADDRESS                      one real mail by your mail server, step by step
  DATABASE_URL=postgres://… npm run plenary -- migrate      the schema, in a database of yours`,
    );
  registerStart(program, load);
  registerStatus(program);
  registerMigrate(program, load);
  registerSeed(program, load);
  registerConference(program, load);
  registerToken(program, load);
  registerAudit(program, load);
  registerQuota(program, load);
  registerBackup(program, load);
  registerMail(program, load);
  registerSchema(program, load);
  registerForum(program, load);
  registerSettings(program);
  return program;
}

/** Runs one command and ends the process: 0 when it did what it was asked, 1 when not, with the reason on stderr. */
export async function main(args: readonly string[]): Promise<void> {
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    await buildProgram().exitOverride().parseAsync(args, { from: 'user' });
    // Whatever a library keeps open must not keep a finished command from ending.
    process.stdout.write('', () => process.exit());
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  endFailed(error);
}
