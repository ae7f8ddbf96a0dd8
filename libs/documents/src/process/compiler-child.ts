import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { LOOK_MILLISECONDS } from '../limits.js';
import { type Answer, type Question } from './messages.js';
import { residentMegabytes } from './resident-megabytes.js';

/** Sources are run as tests run them; what is built is run as it is. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const PROGRAM = fileURLToPath(new URL(`./compiler-process${EXTENSION}`, import.meta.url));
const LOADER = new URL('../../../../test/support/typescript-loader.mjs', import.meta.url).href;
const OF_SOURCES = EXTENSION === '.ts' ? ['--conditions=source', '--import', LOADER] : [];

/** What one process may take. */
export interface CompilerLimits {
  /** For one document. */
  readonly milliseconds: number;
  /** Of all that it holds; only looked at on Linux. */
  readonly megabytes: number;
}

/** Why there is no answer: the time was over, the memory, or it ended by itself. */
export type Ending = 'late' | 'large' | 'ended';

/** One process that makes documents. */
export class CompilerChild {
  /** Documents asked of it so far. */
  asked = 0;
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(private readonly limits: CompilerLimits) {
    this.child = fork(PROGRAM, [], {
      execArgv: [...OF_SOURCES, '--max-semi-space-size=4'],
      // A document travels as bytes.
      serialization: 'advanced',
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ended = once(this.child, 'exit');
    this.child.on('error', () => undefined);
    // Whoever forgets it is not kept from ending by it.
    this.child.unref();
    this.child.channel?.unref();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get isAlive(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** One at a time. Whoever gets no answer has a process that is gone. */
  async ask(question: Question): Promise<Answer | Ending> {
    this.asked += 1;
    if (!this.isAlive) return 'ended';
    let ending: Ending = 'ended';
    const kill = (why: Ending): void => {
      ending = why;
      this.child.kill('SIGKILL');
    };
    const late = setTimeout(() => kill('late'), this.limits.milliseconds);
    const look = setInterval(() => {
      if (residentMegabytes(this.child.pid) > this.limits.megabytes) kill('large');
    }, LOOK_MILLISECONDS);
    try {
      return await new Promise<Answer | Ending>((resolve) => {
        const onExit = (): void => finish(ending);
        const onMessage = (message: unknown): void => finish(message as Answer);
        const finish = (answer: Answer | Ending): void => {
          this.child.off('exit', onExit).off('message', onMessage);
          resolve(answer);
        };
        this.child.once('exit', onExit).once('message', onMessage);
        this.child.send(question, (error) => {
          if (error !== null) finish(ending);
        });
      });
    } finally {
      clearTimeout(late);
      clearInterval(look);
    }
  }

  /** Returns when it is gone. */
  async end(): Promise<void> {
    // Whoever waits for it does not end before it.
    this.child.ref();
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) await this.ended;
  }
}
