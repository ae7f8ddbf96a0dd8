import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, statSync } from 'node:fs';

/** Whether a process with this id exists, ours or another's. A process that ended but was not waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform !== 'linux' || !/^State:\s+[ZX]/m.test(readProc(pid, 'status'));
}

/**
 * A mark that a later process with the same id does not bear: ids are used again after a restart of the machine.
 * Empty where the system does not tell.
 */
export function birthMark(pid: number): string {
  if (process.platform !== 'linux') return '';
  // Field 22 of /proc/PID/stat, counted after the name, which may itself hold blanks: start time since boot.
  const started = readProc(pid, 'stat').split(') ').pop()?.split(' ')[19] ?? '';
  return started === '' ? '' : `${readProc('sys/kernel/random', 'boot_id').trim()}:${started}`;
}

/** Whether the process is a PostgreSQL server that works in this directory. */
export function isPostgresIn(pid: number, directory: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') {
      const cwd = statSync(readlinkSync(`/proc/${pid}/cwd`));
      const own = statSync(directory);
      return readProc(pid, 'comm').trim() === 'postgres' && cwd.ino === own.ino && cwd.dev === own.dev;
    }
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return false;
  }
}

/** Waits until the process is gone. @returns false when it is still there after `timeoutMs`. */
export async function hasEnded(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

function readProc(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
