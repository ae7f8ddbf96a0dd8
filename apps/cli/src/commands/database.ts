import { type Command } from 'commander';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

export function registerMigrate(program: Command, loadProduct: ProductLoader): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema (safe to repeat; "start" does it too)')
    .action(async () => {
      const ran = await withRunningDatabase(async (settings) => (await loadProduct()).migrate(settings));
      for (const name of ran) console.log(`Ran ${name}`);
      console.log(
        ran.length === 0 ? 'The database is up to date.' : `The database is up to date (${ran.length} ran).`,
      );
    });
}

export function registerSeed(program: Command, loadProduct: ProductLoader): void {
  program
    .command('seed')
    .description(
      'load the demonstration conference, London 2011 (once; "start" in demonstration mode does it too)',
    )
    .action(async () => {
      const isNew = await withRunningDatabase(async (settings) => {
        const product = await loadProduct();
        await product.migrate(settings);
        return product.seed(settings);
      });
      console.log(
        isNew ? 'Loaded the demonstration conference.' : 'The demonstration conference is there already.',
      );
    });
}

export function registerAudit(program: Command, loadProduct: ProductLoader): void {
  const audit = program.command('audit').description('the hash-chained log of everything that was done');
  audit
    .command('verify')
    .description('check that no entry of the log was changed, removed or slipped in')
    .option('--json', 'print the finding as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const verdict = await withRunningDatabase(async (settings) =>
        (await loadProduct()).verifyAudit(settings),
      );
      if (json) console.log(JSON.stringify(verdict));
      else for (const problem of verdict.problems) console.log(problem);
      if (!verdict.isIntact) throw new CommandError('The audit log is NOT intact.');
      if (!json) console.log(`The audit log is intact: ${verdict.entries} entries.`);
    });
}
