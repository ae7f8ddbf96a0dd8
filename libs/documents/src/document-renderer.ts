import { type JsonValue, type MissingSign } from './compile/missing-signs.js';
import {
  DOCUMENTS_OF_A_PROCESS,
  MOST_IDLE_MILLISECONDS,
  MOST_MILLISECONDS,
  MOST_RESIDENT_MB,
  MOST_WAITING,
} from './limits.js';
import { CompilerChild, type CompilerLimits } from './process/compiler-child.js';
import { type Answer } from './process/messages.js';

/** Why there is no document. */
export type NoDocument =
  /** No font has these signs of the data. */
  | { readonly reason: 'MISSING_SIGNS'; readonly missing: readonly MissingSign[] }
  /** It took too long or too much memory. */
  | { readonly reason: 'TOO_MUCH_WORK' }
  /** Too many wait for theirs. */
  | { readonly reason: 'BUSY' };

export interface RenderedDocument {
  /** PDF 1.7, tagged as PDF/UA-1 asks. */
  readonly pdf: Uint8Array;
  readonly pages: number;
}

export interface RendererOptions extends Partial<CompilerLimits> {
  readonly documentsOfAProcess?: number;
  readonly mostWaiting?: number;
  readonly idleMilliseconds?: number;
  /** Folder below the sources of this lib; the tests' own templates lie elsewhere. */
  readonly folder?: string;
}

/**
 * Makes documents, one after another, in a process of their own: it is started when the first is asked for, replaced after
 * DOCUMENTS_OF_A_PROCESS, and killed when one is over its time or memory;
 * the next is made by a new one. It ends when nothing is asked of it for a minute.
 */
export class DocumentRenderer {
  private child: CompilerChild | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private isClosed = false;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly options: RendererOptions = {}) {}

  /**
   * The document that a template (`list`: `templates/list.typ`) makes of its data.
   * @throws a fault for a template that does not hold, warnings of Typst included, and after `close`
   */
  render(template: string, data: JsonValue): Promise<RenderedDocument | NoDocument> {
    if (this.waiting >= (this.options.mostWaiting ?? MOST_WAITING))
      return Promise.resolve({ reason: 'BUSY' });
    this.waiting += 1;
    clearTimeout(this.idle);
    const made = this.last
      .then(() => this.make(template, data))
      .finally(() => {
        this.waiting -= 1;
        if (this.waiting === 0) this.rest();
      });
    this.last = made.catch(() => undefined);
    return made;
  }

  /** Ends the process; what waits fails. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.idle);
    await this.child?.end();
  }

  /** The process that works, for tests. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** A process that nobody needs holds no memory. */
  private rest(): void {
    const { child } = this;
    this.idle = setTimeout(() => {
      void child?.end();
      if (this.child === child) this.child = undefined;
    }, this.options.idleMilliseconds ?? MOST_IDLE_MILLISECONDS).unref();
  }

  private async make(template: string, data: JsonValue): Promise<RenderedDocument | NoDocument> {
    const { folder = 'templates' } = this.options;
    const question = { template: `${folder}/${template}.typ`, data };
    let answer = await (await this.process()).ask(question);
    // One that somebody else has ended is no fault of the document: it is made again, once.
    if (answer === 'ended' && !this.isClosed) answer = await (await this.process()).ask(question);
    if (answer === 'late' || answer === 'large') return { reason: 'TOO_MUCH_WORK' };
    if (answer === 'ended') throw new Error('The process that makes documents ended');
    return told(answer);
  }

  private async process(): Promise<CompilerChild> {
    if (this.isClosed) throw new Error('No documents are made any more');
    const { child, options } = this;
    const most = options.documentsOfAProcess ?? DOCUMENTS_OF_A_PROCESS;
    if (child?.isAlive === true && child.asked < most) return child;
    await child?.end();
    this.child = new CompilerChild({
      milliseconds: options.milliseconds ?? MOST_MILLISECONDS,
      megabytes: options.megabytes ?? MOST_RESIDENT_MB,
    });
    return this.child;
  }
}

function told(answer: Answer): RenderedDocument | NoDocument {
  if ('failed' in answer) throw new Error(`A template does not hold: ${answer.failed}`);
  return 'missing' in answer ? { reason: 'MISSING_SIGNS', missing: answer.missing } : answer;
}
