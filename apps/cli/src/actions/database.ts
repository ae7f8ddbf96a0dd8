import { formatHead, parseHead } from '#libs/kernel';
import { printRoles, sourceOf } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { type AuditVerdict, type ProductLoader } from '../product.js';
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

export async function verifyAudit(
  loadProduct: ProductLoader,
  { json: asJson = false, expect: expected, file }: { json?: boolean; expect?: string; file?: string },
): Promise<void> {
  const kept = expected === undefined ? undefined : parseHead(expected);
  if (expected !== undefined && kept === undefined)
    throw new CommandError(
      '--expect takes a head as "audit verify", "backup", the page of releases and the log of the worker tell it: a number, a colon and 64 hexadecimal digits.',
    );
  const verdict: AuditVerdict & { readonly others?: number } =
    file === undefined
      ? await withRunningDatabase(['worker'], async (settings) =>
          (await loadProduct()).verifyAudit(settings, kept),
        )
      : await (await loadProduct()).verifyAuditFile(sourceOf(file), kept);
  if (asJson) console.log(JSON.stringify(verdict));
  else for (const problem of verdict.problems) console.log(problem);
  if (!verdict.isIntact) throw new CommandError('The audit log is NOT intact.');
  if (asJson) return;
  console.log(`The audit log is intact: ${verdict.entries} entries.`);
  if (verdict.others !== undefined && verdict.others > 0)
    console.log(`${verdict.others} of them are not of this conference: the file has their hashes alone.`);
  const { head } = verdict;
  if (head !== null) console.log(`Its head, to be kept elsewhere: ${formatHead(head)}`);
}
