import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { drain } from '#libs/testing';
import { builtTree } from './built-tree.js';

/** A worker in a process of its own. */
export interface FaultWorker {
  readonly pid: number;
  isAlive(): boolean;
  /** Everything that it wrote, its log included. */
  output(): string;
  /** Sends the signal and waits for the end. @returns the exit code, or the signal that ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | NodeJS.Signals | null>;
  /** Resolves when it works. @throws what it refused to start with. */
  ready(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

export async function spawnFaultWorker(
  env: Readonly<Record<string, string>>,
  options: { readonly skewMs?: number } = {},
): Promise<FaultWorker> {
  const args = [
    '--import',
    './test/faults/support/skewed-clock.mjs',
    './test/faults/support/fault-worker.js',
  ];
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: await builtTree(),
    env: { PATH: process.env.PATH ?? '', PLENARY_TEST_SKEW_MS: String(options.skewMs ?? 0), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (text: Buffer) => (output += text.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    isAlive: () => !hasEnded(),
    output: () => output,
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      if (!hasEnded()) {
        const exited = once(child, 'exit');
        child.kill(signal);
        await exited;
      }
      return child.exitCode ?? child.signalCode;
    },
    ready: async () => {
      await drain(() => /^(ready|refused: .*)$/m.test(output) || hasEnded(), {
        what: 'the worker to start',
        timeoutMs: 40_000,
        progress: () => output,
      });
      const refused = /^refused: (.*)$/m.exec(output)?.[1];
      if (refused !== undefined) throw new Error(refused);
      if (hasEnded()) throw new Error(`The worker ended: ${output}`);
    },
  };
}
