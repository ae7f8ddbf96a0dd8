import { type JobDefinition } from '../definitions/job-definition.js';
import { type JobHandler } from './job-handler.js';

/** The jobs that the worker knows, each with the one handler that does it. */
export class JobRegistry {
  private readonly handlers = new Map<string, JobHandler>();

  /** @throws Error that lists every job without a handler, with two, or declared twice, and every stray handler. */
  constructor(jobs: readonly JobDefinition[], handlers: readonly JobHandler[]) {
    const problems = [...repeated(jobs), ...jobs.flatMap((job) => this.assign(job, handlers))];
    const stray = handlers.filter(({ job }) => !jobs.includes(job));
    problems.push(
      ...stray.map(
        (handler) => `${handler.constructor.name} does ${keyOf(handler.job)}, which is no job here`,
      ),
    );
    if (problems.length > 0)
      throw new Error(`The worker cannot start:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }

  /** The handler of a row, or undefined for a job that only a newer release knows. */
  find(queue: string, name: string): JobHandler | undefined {
    return this.handlers.get(`${queue}/${name}`);
  }

  /** `queue/name` of every job. */
  get keys(): string[] {
    return [...this.handlers.keys()];
  }

  get queues(): string[] {
    return [...new Set([...this.handlers.values()].map(({ job }) => job.queue))];
  }

  /** How many jobs of a queue are worked on at once, where a process does `usual` of others. */
  concurrencyOf(queue: string, usual: number): number {
    return Math.max(usual, ...this.jobsOf(queue).map(({ together = 0 }) => together));
  }

  /** Whether jobs of a queue are joined into batches. */
  isJoined(queue: string): boolean {
    return this.jobsOf(queue).some(({ together }) => together !== undefined);
  }

  private jobsOf(queue: string): JobDefinition[] {
    return [...this.handlers.values()].map(({ job }) => job).filter((job) => job.queue === queue);
  }

  private assign(job: JobDefinition, handlers: readonly JobHandler[]): string[] {
    const own = handlers.filter((handler) => handler.job === job);
    const [only] = own;
    if (own.length > 1)
      return [`${keyOf(job)} has ${own.length} handlers: ${own.map((h) => h.constructor.name).join(', ')}`];
    if (only === undefined) return [`${keyOf(job)} has no handler`];
    this.handlers.set(keyOf(job), only);
    return /^[a-z0-9-]+$/.test(job.queue) ? [] : [`${keyOf(job)} has an unusable queue name`];
  }
}

const keyOf = (job: JobDefinition): string => `${job.queue}/${job.name}`;

function repeated(jobs: readonly JobDefinition[]): string[] {
  const keys = jobs.map(keyOf);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
    (key) => `${key} is declared twice`,
  );
}
