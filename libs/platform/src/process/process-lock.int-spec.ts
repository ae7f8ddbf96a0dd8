import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { isLocked, takeLock } from './process-lock.js';

const root = mkdtempSync(join(tmpdir(), 'plenary-lock-'));
const file = join(root, 'work.lock');
const here = dirname(fileURLToPath(import.meta.url));
const project = resolve(here, '../../../..');
const children: ChildProcess[] = [];

/** A process that asks for the lock, says what it got, and stays. */
async function contender(): Promise<{ child: ChildProcess; answer: string }> {
  const script = `
    const { takeLock } = await import(${JSON.stringify(join(here, 'process-lock.ts'))});
    const lock = await takeLock(${JSON.stringify(file)});
    process.stdout.write('release' in lock ? 'held' : 'refused');
    setInterval(() => {}, 1000);`;
  const loader = join(project, 'test/support/typescript-loader.mjs');
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', script], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, answer: text.toString() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill(child);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a lock of a process', () => {
  it('is held by one at a time, by whatever path the directory is reached', async () => {
    const lock = await takeLock(file);
    const other = join(tmpdir(), `plenary-lock-link-${process.pid}`);
    symlinkSync(root, other);
    try {
      expect(await takeLock(file)).toEqual({ heldBy: process.pid });
      expect(await takeLock(join(other, 'work.lock'))).toEqual({ heldBy: process.pid });
      expect(await isLocked(join(root, 'other.lock'))).toBe(false);
    } finally {
      rmSync(other);
    }
    if ('release' in lock) lock.release();
    expect(existsSync(file)).toBe(false);
    expect(await isLocked(file)).toBe(false);
  });

  it('is given to exactly one of six processes that ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, contender));
    expect(answers.map(({ answer }) => answer).sort()).toEqual([
      'held',
      ...Array.from({ length: 5 }, () => 'refused'),
    ]);
  });

  it('is free the moment its holder is killed, and bears the name of a living process no longer', async () => {
    const { child, answer } = await contender();
    expect(answer).toBe('held');
    expect(await takeLock(file)).toEqual({ heldBy: child.pid });
    await kill(child);
    // A number that is used again: it says nothing about who holds the lock.
    writeFileSync(file, String(process.ppid));
    const lock = await drain(
      async () => {
        const taken = await takeLock(file);
        return 'release' in taken ? taken : undefined;
      },
      { what: 'the lock of a killed process to be free', timeoutMs: 5_000, everyMs: 5 },
    );
    lock.release();
  });
});
