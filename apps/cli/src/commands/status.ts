import { type Command } from 'commander';

export function registerStatus(program: Command): void {
  program
    .command('status')
    .description('say whether Plenary runs with these settings, and where (ends with 1 when it does not)')
    .option('--json', 'print addresses, versions, queue backend and sample sign-ins as JSON')
    .action(async ({ json = false }: { json?: boolean }) =>
      (await import('../actions/status.js')).showStatus(json),
    );
}
