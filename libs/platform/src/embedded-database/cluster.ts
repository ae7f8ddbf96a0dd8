import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type ServerUser } from './server-user.js';

/** Everything that starting and stopping a server on one cluster needs. */
export interface Cluster {
  readonly directory: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly password: string;
}

/** Superuser of an embedded cluster. Plenary itself uses the role `plenary`, which is none. */
export const SUPERUSER = 'postgres';

/**
 * How the server names its cluster. Run by root, it may be unable to pass the directories above: root starts it inside
 * the cluster's directory instead, and /proc/self/cwd leads there without the way.
 */
export function clusterPath(cluster: Pick<Cluster, 'directory' | 'user'>): string {
  return cluster.user && process.platform === 'linux' ? '/proc/self/cwd' : cluster.directory;
}

/** Environment of the programs: nothing of ours, for a PGPORT or PGDATA in it would lead them astray. */
export const programEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Opens the cluster in this directory, making it on first use. */
export async function openCluster(
  directory: string,
  password: string,
  binaries: Binaries,
  user?: ServerUser,
): Promise<Cluster> {
  const cluster = { directory, binaries, user, password };
  if (!existsSync(join(directory, 'PG_VERSION'))) await initialise(cluster);
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  if (version !== binaries.major) {
    throw new EmbeddedPostgresError(
      `PLENARY_DATA_DIR holds a database of PostgreSQL ${version}, but this is PostgreSQL ${binaries.major}: ` +
        'name another directory, or start over with --reset.',
    );
  }
  if (user) chownSync(directory, user.uid, user.gid);
  return cluster;
}

/** The password of this data directory's roles, made on first use. */
export function readPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Made beside and then renamed, so that a start that was killed half-way leaves nothing that looks finished. */
async function initialise(cluster: Cluster): Promise<void> {
  const { user, binaries, directory } = cluster;
  const draft = { ...cluster, directory: `${directory}.new` };
  rmSync(draft.directory, { recursive: true, force: true });
  mkdirSync(draft.directory, { mode: 0o700 });
  const secrets = mkdtempSync(join(tmpdir(), 'plenary-initdb-'));
  const passwordFile = join(secrets, 'password');
  try {
    writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
    for (const path of user ? [draft.directory, secrets, passwordFile] : [])
      chownSync(path, user!.uid, user!.gid);
    chmodSync(secrets, 0o700);
    const options = ['--pwfile', passwordFile, '-D', clusterPath(draft)];
    await firstKnownLocale((locale) =>
      promisify(execFile)(binaries.initdb, [...initialiseOptions(locale), ...options], {
        cwd: draft.directory,
        env: programEnvironment,
        ...user,
      }),
    );
    rmSync(directory, { recursive: true, force: true });
    renameSync(draft.directory, directory);
  } catch (error) {
    const detail = (error as { stderr?: string }).stderr?.trim().split('\n').pop() ?? String(error);
    throw new EmbeddedPostgresError(`PostgreSQL could not make its files below PLENARY_DATA_DIR: ${detail}`);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

/** The built-in C.UTF-8 sorts and folds the same on every machine, whatever locales it has installed. */
const initialiseOptions = (letters: string): string[] => [
  `--username=${SUPERUSER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  `--lc-ctype=${letters}`,
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/** Locales of operating systems by which pg_trgm knows the letters of every script; in C it indexes Latin ones alone. */
const LETTERS = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** Tries one locale after the other until the machine has it. */
async function firstKnownLocale(initialise: (locale: string) => Promise<unknown>): Promise<void> {
  for (const locale of LETTERS) {
    try {
      await initialise(locale);
      return;
    } catch (error) {
      const isUnknown = /invalid locale/i.test((error as { stderr?: string }).stderr ?? '');
      if (!isUnknown || locale === LETTERS.at(-1)) throw error;
    }
  }
}
