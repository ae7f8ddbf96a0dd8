import { execFileSync } from 'node:child_process';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The account that PostgreSQL runs under. Absent: our own. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres`, made here where it is missing.
 * @throws EmbeddedPostgresError where the account is missing and cannot be made.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp('postgres');
  if (existing) return existing;
  try {
    const options = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ];
    execFileSync('useradd', options, { stdio: 'pipe' });
  } catch {
    // Minimal systems lack useradd: `nobody` exists everywhere and is as little privileged.
  }
  const made = lookUp('postgres') ?? lookUp('nobody');
  if (made) return made;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and no account could be made for it: run as an ordinary user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): ServerUser | undefined {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}
