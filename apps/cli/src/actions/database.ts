import { printRoles } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { isDemonstration, readSettings, withRunningDatabase } from './settings-of-commands.js';

export async function migrate(loadProduct: ProductLoader): Promise<void> {
  const ran = await withRunningDatabase(['owner'], async (settings) =>
    (await loadProduct()).migrate(settings),
  );
  for (const name of ran) console.log(`Ran ${name}`);
  console.log(
    ran.length === 0 ? 'The database is up to date.' : `The database is up to date (${ran.length} ran).`,
  );
}

export function showRoles(): void {
  const settings = readSettings(['owner']);
  if (settings.database.embedded)
    throw new CommandError('DATABASE_URL: name the database whose roles are asked for.');
  process.stdout.write(printRoles(settings));
}

export async function seed(loadProduct: ProductLoader): Promise<void> {
  if (!isDemonstration()) {
    throw new CommandError(
      'PLENARY_MODE: invented people are loaded in demonstration mode only. "npm run plenary -- conference create" makes a real conference.',
    );
  }
  const isNew = await withRunningDatabase(['owner', 'api', 'worker'], async (settings) => {
    const product = await loadProduct();
    await product.migrate(settings);
    return product.seed(settings);
  });
  console.log(
    isNew ? 'Loaded the demonstration conference.' : 'The demonstration conference is there already.',
  );
}

export async function verifyAudit(loadProduct: ProductLoader, asJson: boolean): Promise<void> {
  const verdict = await withRunningDatabase(['worker'], async (settings) =>
    (await loadProduct()).verifyAudit(settings),
  );
  if (asJson) console.log(JSON.stringify(verdict));
  else for (const problem of verdict.problems) console.log(problem);
  if (!verdict.isIntact) throw new CommandError('The audit log is NOT intact.');
  if (!asJson) console.log(`The audit log is intact: ${verdict.entries} entries.`);
}

export async function createToken(loadProduct: ProductLoader, email: string, asJson: boolean): Promise<void> {
  const token = await withRunningDatabase(['worker'], async (settings) =>
    (await loadProduct()).createToken(settings, email),
  );
  if (token === undefined) throw new CommandError(`Nobody signs in with the address ${email}.`);
  console.log(asJson ? JSON.stringify({ token }) : token);
}
