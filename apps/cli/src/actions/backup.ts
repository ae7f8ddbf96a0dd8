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
import { type Writable } from 'node:stream';
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
    const report = await (await loadProduct()).checkBackup(sourceOf(check));
    tell(`${nameOf(check)} is whole`, report, json);
    if (!json) tellHead(report, console.log);
    return;
  }
  const path = file ?? '-';
  if (path === '-') {
    const report = await withRunningDatabase(['worker'], async (settings) =>
      (await loadProduct()).writeBackup(settings, process.stdout),
    );
    // Standard output is the backup.
    tellHead(report, console.error);
    return;
  }
  if (existsSync(path)) throw new CommandError(`${path} is there already; name another file.`);
  const draft = `${path}.part`;
  const target = openDraft(path, draft);
  try {
    const report = await withRunningDatabase(['worker'], async (settings) => {
      const product = await loadProduct();
      await product.writeBackup(settings, target);
      return product.checkBackup(sourceOf(draft));
    });
    keep(draft);
    renameSync(draft, path);
    tell(`Wrote ${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)`, report, json);
    if (!json) tellHead(report, console.log);
  } catch (error) {
    target.destroy();
    rmSync(draft, { force: true });
    throw unwritable(path, error);
  }
}

/** Opened before anything else is done: a stream that opens its file by itself tells when nobody listens yet. */
function openDraft(path: string, draft: string): Writable {
  try {
    return createWriteStream(draft, { fd: openSync(draft, 'wx', 0o600) });
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new CommandError(
        `${draft} is there already: a backup is under way, or was cut off; then remove it.`,
      );
    throw unwritable(path, error);
  }
}

/** What the system says of a file, in one line; anything else as it is. */
function unwritable(path: string, error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  const isOfFiles = ['open', 'write', 'writev', 'fsync', 'rename'].includes(String(syscall));
  return typeof code === 'string' && isOfFiles
    ? new CommandError(`${path} cannot be written (${code}); nothing is left of it.`)
    : error;
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
  // Before the database is touched, or made.
  const source = sourceOf(file);
  const { report, verdict } = await withRunningDatabase(['owner', 'worker'], async (settings) => {
    const product = await loadProduct();
    const restored = await product.restoreBackup(settings, source, { isMailKept: mailAsItWas });
    return { report: restored, verdict: await product.verifyAudit(settings) };
  });
  if (json) console.log(JSON.stringify({ ...report, audit: verdict }));
  else {
    tell(`Restored ${nameOf(file)}`, report, false);
    console.log('Everybody signs in again: all sessions were ended.');
    console.log(
      `Roles and API tokens are as of ${report.takenAt}: revoke again what has been revoked since that.`,
    );
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

/** Kept apart from the backup, it shows later whether an end of the trail was cut off, here or where it was restored. */
function tellHead({ auditHead }: BackupReport, say: (line: string) => void): void {
  if (auditHead !== null) say(`The head of its audit trail, to be kept elsewhere: ${auditHead}`);
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
