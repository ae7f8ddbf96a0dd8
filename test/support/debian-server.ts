import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

/** A server of Debian's that a test runs with a configuration of its own. */
export interface DebianServer {
  output(): string;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Where a package puts its program; undefined where it is not installed: the suite must then say loudly that it is skipped. */
export const debianProgram = (name: 'haproxy' | 'pgbouncer'): string | undefined =>
  [`/usr/sbin/${name}`, `/usr/bin/${name}`, `/usr/local/sbin/${name}`, `/usr/local/bin/${name}`].find(
    (path) => existsSync(path),
  );

/** In the foreground. As root, a program that refuses to be root is run as `user`. */
export function runDebianServer(program: string, args: readonly string[], user?: string): DebianServer {
  const isRoot = process.getuid?.() === 0;
  const [command, ...rest] =
    isRoot && user !== undefined
      ? ['setpriv', `--reuid=${user}`, '--clear-groups', program, ...args]
      : [program, ...args];
  const child: ChildProcess = spawn(command ?? program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  return {
    output: () => output,
    signal: (signal) => void child.kill(signal),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
