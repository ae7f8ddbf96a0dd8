import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { builtTree } from './built-tree.js';

/** A process that a test started and may do harm to. */
export interface BuiltProcess {
  readonly pid: number;
  isAlive(): boolean;
  /** Everything that it wrote, its log included. */
  output(): string;
  /** Sends the signal and waits for the end. @returns the exit code, or the signal that ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | NodeJS.Signals | null>;
  signal(signal: NodeJS.Signals): void;
}

export interface BuiltProcessOptions {
  /** What stands after the script on the command line. */
  readonly args?: readonly string[];
  /** Its clock is ahead by so much from the start … */
  readonly skewMs?: number;
  /** … and by so much more from the moment of a SIGUSR2. */
  readonly jumpMs?: number;
}

/** Starts a script of the built tree, with nothing in its environment but what is given. */
export async function spawnBuilt(
  script: string,
  env: Readonly<Record<string, string>>,
  { args = [], skewMs = 0, jumpMs = 0 }: BuiltProcessOptions = {},
): Promise<BuiltProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', './test/support/skewed-clock.mjs', `./${script}`, ...args],
    {
      cwd: await builtTree(),
      env: {
        PATH: process.env.PATH ?? '',
        PLENARY_TEST_SKEW_MS: String(skewMs),
        PLENARY_TEST_JUMP_MS: String(jumpMs),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
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
  };
}
