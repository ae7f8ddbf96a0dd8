import { type Command } from 'commander';
import { type ProductLoader } from '../product.js';

export function registerQuota(program: Command, loadProduct: ProductLoader): void {
  const quota = program.command('quota').description('places of bodies, and the ledger that explains them');
  quota
    .command('verify')
    .description(
      'check that every quota is what its ledger adds up to, and that whoever should have a place has one (ends with 1 when not)',
    )
    .option('--conference <slug>', 'one conference; left out, all of them')
    .addHelpText(
      'after',
      `
Prints one line for each disagreement: body, constituency, what, and by how much. It changes nothing and may run at any time:
a place that is on its way back, because somebody has declined or withdrawn this very moment, is no disagreement.`,
    )
    .action(async (flags: { conference?: string }) =>
      (await import('../actions/quota.js')).verifyQuotas(loadProduct, flags),
    );
}
