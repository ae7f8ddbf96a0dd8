import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

const actions = () => import('../actions/database.js');

export function registerMigrate(program: Command, loadProduct: ProductLoader): void {
  program
    .command('migrate')
    .description(
      'bring the database to the newest schema (safe to repeat; "start" does it too where it has DATABASE_URL)',
    )
    .option('--print-roles', 'print SQL that makes the roles, for whoever keeps the server; change nothing')
    .action(async ({ printRoles = false }: { printRoles?: boolean }) =>
      printRoles ? (await actions()).showRoles() : (await actions()).migrate(loadProduct),
    );
}

export function registerSeed(program: Command, loadProduct: ProductLoader): void {
  program
    .command('seed')
    .description(
      'load the demonstration conference, London 2011 (once, in demonstration mode only; "start" does it too)',
    )
    .action(async () => (await actions()).seed(loadProduct));
}

export function registerAudit(program: Command, loadProduct: ProductLoader): void {
  const audit = program.command('audit').description('the hash-chained log of everything that was done');
  audit
    .command('verify')
    .description(
      'check that no entry of the log was changed, removed or slipped in (ends with 1 when one was)',
    )
    .option(
      '--expect <head>',
      'a head that was kept elsewhere (this command and the log of the worker tell it): shows an end that was cut off',
    )
    .option(
      '--file <path>',
      'check a file of the log (the export with hashes, as CSV), without a database; - reads standard input',
    )
    .option('--json', 'print the finding as JSON')
    .action(async (flags: { json?: boolean; expect?: string; file?: string }) =>
      (await actions()).verifyAudit(loadProduct, flags),
    );
}
