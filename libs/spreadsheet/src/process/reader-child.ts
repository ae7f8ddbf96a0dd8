import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MOST_HEAP_MB, MOST_IDLE_MILLISECONDS, MOST_MILLISECONDS } from '../limits.js';
import { type Answer, type Question } from './messages.js';

/** Sources are run as tests run them; what is built is run as it is. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const PROGRAM = fileURLToPath(new URL(`./reader-process${EXTENSION}`, import.meta.url));
const LOADER = new URL('../../../../test/support/typescript-loader.mjs', import.meta.url).href;
const OF_SOURCES = EXTENSION === '.ts' ? ['--conditions=source', '--import', LOADER] : [];

/** What the process may take. */
export interface ReaderLimits {
  readonly heapMegabytes?: number;
  /** For one answer: what the file is, or the next rows. */
  readonly milliseconds?: number;
}

/** One process that reads one file. */
export class ReaderChild {
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ReaderLimits) {
    const heap = `--max-old-space-size=${limits.heapMegabytes ?? MOST_HEAP_MB}`;
    this.child = fork(PROGRAM, [], {
      execArgv: [...OF_SOURCES, heap, '--max-semi-space-size=4'],
      // Bytes travel as bytes.
      serialization: 'advanced',
      // It needs no secret of ours, and has nothing to say that is not an answer.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ended = once(this.child, 'exit');
    this.child.on('error', () => undefined);
    // Whoever forgets a reading is not kept from ending by it.
    this.child.unref();
    this.child.channel?.unref();
  }

  /** Undefined when the process has ended, or was killed for its time, before it answered. */
  async ask(question: Question): Promise<Answer | undefined> {
    clearTimeout(this.idle);
    if (!this.child.connected) return undefined;
    const late = setTimeout(() => this.child.kill('SIGKILL'), this.limits.milliseconds ?? MOST_MILLISECONDS);
    try {
      return await new Promise<Answer | undefined>((resolve) => {
        const onExit = (): void => finish(undefined);
        const onMessage = (message: unknown): void => finish(message as Answer);
        const finish = (answer: Answer | undefined): void => {
          this.child.off('exit', onExit).off('message', onMessage);
          resolve(answer);
        };
        this.child.once('exit', onExit).once('message', onMessage);
        this.child.send(question, (error) => {
          if (error !== null) finish(undefined);
        });
      });
    } finally {
      clearTimeout(late);
      this.idle = setTimeout(() => this.child.kill('SIGKILL'), MOST_IDLE_MILLISECONDS).unref();
    }
  }

  /** Returns when it is gone. */
  async end(): Promise<void> {
    clearTimeout(this.idle);
    // Whoever waits for it does not end before it.
    this.child.ref();
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) await this.ended;
  }
}
