import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

export function registerMail(program: Command, loadProduct: ProductLoader): void {
  const mail = program.command('mail').description('the mail server of the settings');
  mail
    .command('test <address>')
    .description(
      'send one real mail to this address by the mail server of the settings, and tell each step (ends with 1 when it was not taken)',
    )
    .addHelpText(
      'after',
      `
It says how far it came: connected, encrypted, signed in, taken; and what to look at where it did not. "status" and the
health page say by themselves since when mail waits, and why.`,
    )
    .action(async (address: string) =>
      (await import('../actions/mail.js')).sendTestMail(loadProduct, address),
    );
}
