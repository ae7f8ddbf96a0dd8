import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname } from 'node:path';

export interface HeldLock {
  release(): void;
}

/** The id of the process that holds it, as it has written it down; undefined in the moment before that. */
export interface LockOfAnother {
  readonly heldBy: number | undefined;
}

/**
 * Takes a lock in a directory. The system itself keeps it, and gives it free when its holder ends, however that ends:
 * there is none left over to be taken for a living one, nor a living one to be taken for left over. The file bears the
 * holder's id, for people.
 */
export async function takeLock(file: string): Promise<HeldLock | LockOfAnother> {
  const letGo = await (process.platform === 'linux' ? listenAlone(file) : openAlone(file));
  if (letGo === undefined) return { heldBy: readHolder(file) };
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return {
    release: () => {
      // Where the file itself is what is locked, one that is removed could be locked twice.
      if (process.platform === 'linux') rmSync(file, { force: true });
      letGo();
    },
  };
}

/** Whether anybody holds it, this process included. */
export async function isLocked(file: string): Promise<boolean> {
  const lock = await takeLock(file);
  if (!('release' in lock)) return true;
  lock.release();
  return false;
}

/**
 * By a name among the sockets of this machine's network, which only one can have, and no longer than it lives. It is
 * derived from the directory itself, whatever path leads there.
 */
async function listenAlone(file: string): Promise<(() => void) | undefined> {
  const { dev, ino } = statSync(dirname(file));
  const name = createHash('sha256')
    .update(`${dev}:${ino}:${basename(file)}`)
    .digest('hex');
  const server = createServer((socket) => socket.destroy());
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed).listen(`\0plenary-${name}`, listening);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  return () => void server.close();
}

/** O_EXLOCK of BSD and macOS, which Node passes on without naming it. */
const EXCLUSIVE_LOCK = 0x20;

async function openAlone(file: string): Promise<(() => void) | undefined> {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | EXCLUSIVE_LOCK;
    const descriptor = openSync(file, flags, 0o600);
    return Promise.resolve(() => closeSync(descriptor));
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}
