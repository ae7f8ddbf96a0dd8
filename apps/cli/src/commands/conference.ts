import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

export function registerConference(program: Command, loadProduct: ProductLoader): void {
  const conference = program.command('conference').description('conferences of this installation');
  conference
    .command('create')
    .description(
      'write a conference from a file, with the administrator who does everything else in the console',
    )
    .requiredOption('--file <path>', 'what the conference is made of, as JSON; - reads standard input')
    .addHelpText(
      'after',
      `
The file is checked as a whole before anything is written; the README has an example. A conference whose slug is there
already is left as it is. The administrator hears by mail where to sign in, as soon as a worker runs.`,
    )
    .action(async ({ file }: { file: string }) =>
      (await import('../actions/conference.js')).createConference(loadProduct, file),
    );
}
