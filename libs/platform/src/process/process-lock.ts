import { readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { birthMark, isAlive } from './processes.js';

interface Holder {
  readonly pid: number;
  readonly birth: string;
}

/**
 * Takes the file as a lock for this process. A lock whose holder died (kill -9, power cut) is taken over.
 * @returns how to give it back, or the id of the living process that holds it.
 */
export function takeLock(file: string): { release(): void } | { heldBy: number } {
  const own: Holder = { pid: process.pid, birth: birthMark(process.pid) };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder.pid) && birthMark(holder.pid) === holder.birth)
      return { heldBy: holder.pid };
    try {
      unlinkSync(file);
    } catch {
      // Somebody else took the dead lock away first: the loop asks again.
    }
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
