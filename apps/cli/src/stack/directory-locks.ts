import { join } from 'node:path';
import { type HeldLock, isLocked, takeLock } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { readInstance } from './instance-file.js';
import { type Process, PROCESSES } from './parts.js';

const AGAIN_MS = 100;
const lockOf = (dataDir: string, name: string): string => join(dataDir, `${name}.lock`);

/**
 * Takes what these processes are in the data directory: one web server and one worker at most, together or beside each
 * other. @throws CommandError in one line that says who is there already; then nothing is held.
 */
export async function takeParts(dataDir: string, processes: readonly Process[]): Promise<HeldLock> {
  const held: HeldLock[] = [];
  const release = () => held.splice(0).forEach((lock) => lock.release());
  for (const name of processes) {
    const lock = await takeLock(lockOf(dataDir, name));
    if ('release' in lock) held.push(lock);
    else {
      release();
      throw alreadyThere(dataDir, name, lock.heldBy);
    }
  }
  return { release };
}

/** Whether the other part of Plenary runs here, or is about to, in a process of its own. */
export async function isOtherPartHere(dataDir: string, processes: readonly Process[]): Promise<boolean> {
  for (const name of PROCESSES)
    if (!processes.includes(name) && (await isLocked(lockOf(dataDir, name)))) return true;
  return false;
}

/** Does something that two processes of one directory must not do at the same time. */
export async function inTurn<Result>(
  dataDir: string,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const lock = await takeLock(lockOf(dataDir, name));
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await new Promise((again) => setTimeout(again, AGAIN_MS));
  }
}

/** A part that only one process of the directory runs, for all of them: undefined where another one has it. */
export async function takeShared(dataDir: string, name: string): Promise<HeldLock | undefined> {
  const lock = await takeLock(lockOf(dataDir, name));
  return 'release' in lock ? lock : undefined;
}

function alreadyThere(dataDir: string, name: Process, heldBy: number | undefined): CommandError {
  const other = readInstance(dataDir, name);
  const who = heldBy === undefined ? '' : ` (process ${heldBy})`;
  if (other === undefined)
    return new CommandError(`Another Plenary is just starting on PLENARY_DATA_DIR ${dataDir}${who}.`);
  const what = other.processes.length > 1 ? 'Plenary' : name === 'api' ? 'A web server' : 'A worker';
  const where = other.addresses.console ? ` at ${other.addresses.console}` : '';
  return new CommandError(
    `${what} already runs${where} on PLENARY_DATA_DIR ${dataDir}${who}: stop it, or name another directory${name === 'api' ? ' and PORT' : ''}.`,
  );
}
