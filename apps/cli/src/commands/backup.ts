import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

const actions = () => import('../actions/backup.js');

export function registerBackup(program: Command, loadProduct: ProductLoader): void {
  program
    .command('backup')
    .description('write everything that Plenary keeps in the database into one file, while it runs')
    .option('--file <path>', 'where to; - writes to standard output')
    .option('--check <path>', 'read a backup to its end and say what is in it; needs no database')
    .option('--json', 'print rows by table as JSON')
    .addHelpText(
      'after',
      `
The file is as of one moment, compressed, and bears its own checksum; what was written is read again before the command
ends well. It holds personal data: keep it as you keep the database. PLENARY_SECRET is not in it and is needed with it.`,
    )
    .action(async (flags: { file?: string; check?: string; json?: boolean }) =>
      (await actions()).backup(loadProduct, flags),
    );
  program
    .command('restore')
    .description('fill an empty database from a backup: all of it, or nothing')
    .requiredOption('--file <path>', 'the backup; - reads standard input')
    .option(
      '--mail-as-it-was',
      'send what waited, for a move from an installation that stopped before the backup',
    )
    .option('--json', 'print rows by table and the finding on the audit log as JSON')
    .addHelpText(
      'after',
      `
Mail that waited when the backup was made may have been sent after that: it is held, in doubt, and an officer sends it again
or marks it as sent. The audit log is verified at the end (ends with 1 when it is not intact).`,
    )
    .action(async (flags: { file: string; mailAsItWas?: boolean; json?: boolean }) =>
      (await actions()).restore(loadProduct, flags),
    );
}
