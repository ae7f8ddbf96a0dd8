import { withMailServer } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { readInstances } from '../stack/instance-file.js';
import { readSettings } from './settings-of-commands.js';

/** Sends one mail as the worker would, and says each step. @throws CommandError where it was not taken. */
export async function sendTestMail(loadProduct: ProductLoader, address: string): Promise<void> {
  const given = readSettings([]);
  const catcher = readInstances(given.dataDir).find(({ addresses }) => addresses.smtp !== undefined)
    ?.addresses.smtp;
  const settings = given.smtp.url === '' && catcher !== undefined ? withMailServer(given, catcher) : given;
  if (settings.smtp.url === '')
    throw new CommandError(
      'SMTP_URL: names no mail server, and the mail catcher of a demonstration does not run here.',
    );
  const product = await loadProduct();
  const { isTaken, problem } = await product.testMail(settings, address, (line) => console.log(line));
  if (!isTaken) throw new CommandError(problem ?? 'The mail was not taken.');
  console.log('The mail server took the mail. Whether it arrives, the mailbox shows.');
}
