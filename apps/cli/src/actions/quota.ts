import { Refusal } from '#libs/kernel';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

export async function verifyQuotas(
  loadProduct: ProductLoader,
  { conference }: { readonly conference?: string },
): Promise<void> {
  const { quotas, problems } = await withRunningDatabase(['worker'], async (settings) =>
    (await loadProduct()).verifyQuotas(settings, conference),
  ).catch((error: unknown) => {
    throw error instanceof Refusal ? new CommandError(error.message) : error;
  });
  for (const problem of problems) console.log(problem);
  if (problems.length > 0)
    throw new CommandError(`Quotas and ledger do NOT agree: ${problems.length} disagreements.`);
  console.log(`Quotas and ledger agree: ${quotas} quotas.`);
}
