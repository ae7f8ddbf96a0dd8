import {
  createWriteStream,
  existsSync,
  openSync,
  closeSync,
  fsyncSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { type BackupReport, sourceOf } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { type ProductLoader } from '../product.js';
import { withRunningDatabase } from './settings-of-commands.js';

interface BackupFlags {
  readonly file?: string;
  readonly check?: string;
  readonly json?: boolean;
}

/** Written beside and renamed once it has been read again: what bears the name is whole. */
export async function backup(
  loadProduct: ProductLoader,
  { file, check, json = false }: BackupFlags,
): Promise<void> {
  if ((file === undefined) === (check === undefined))
    throw new CommandError('Say where to with --file, or which backup to look at with --check.');
  if (check !== undefined) {
    tell(`${nameOf(check)} is whole`, await (await loadProduct()).checkBackup(sourceOf(check)), json);
    return;
  }
  const path = file ?? '-';
  if (path === '-') {
    await withRunningDatabase(async (settings) =>
      (await loadProduct()).writeBackup(settings, process.stdout),
    );
    return;
  }
  if (existsSync(path)) throw new CommandError(`${path} is there already; name another file.`);
  const draft = `${path}.part`;
  try {
    const report = await withRunningDatabase(async (settings) => {
      const product = await loadProduct();
      await product.writeBackup(settings, createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
      return product.checkBackup(sourceOf(draft));
    });
    keep(draft);
    renameSync(draft, path);
    tell(`Wrote ${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)`, report, json);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new CommandError(
        `${draft} is there already: a backup is under way, or was cut off; then remove it.`,
      );
    rmSync(draft, { force: true });
    if (['EACCES', 'ENOENT', 'ENOSPC', 'EROFS', 'EDQUOT'].includes(codeOf(error)))
      throw new CommandError(`${path} cannot be written (${codeOf(error)}); nothing is left of it.`);
    throw error;
  }
}

interface RestoreFlags {
  readonly file: string;
  readonly mailAsItWas?: boolean;
  readonly json?: boolean;
}

export async function restore(
  loadProduct: ProductLoader,
  { file, mailAsItWas = false, json = false }: RestoreFlags,
): Promise<void> {
  const { report, verdict } = await withRunningDatabase(async (settings) => {
    const product = await loadProduct();
    const restored = await product.restoreBackup(settings, sourceOf(file), { isMailKept: mailAsItWas });
    return { report: restored, verdict: await product.verifyAudit(settings) };
  });
  if (json) console.log(JSON.stringify({ ...report, audit: verdict }));
  else {
    tell(`Restored ${nameOf(file)}`, report, false);
    for (const problem of verdict.problems) console.log(problem);
  }
  if (!verdict.isIntact) throw new CommandError('All rows are there, but the audit log is NOT intact.');
  if (!json) console.log(`The audit log is intact: ${verdict.entries} entries.`);
}

function tell(what: string, report: BackupReport, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(report));
    return;
  }
  const counts = Object.values(report.counts);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  console.log(`${what}: ${rows} rows of ${counts.length} tables, as of ${report.takenAt}.`);
}

/** On the disk, and not only on its way there. */
function keep(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);

/** By its shape: errors of Node itself are of another realm's classes under a test runner. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
