import { Injectable } from '@nestjs/common';

/** Throws, or never answers, when its part of the service cannot be used. */
export type ReadinessCheck = () => Promise<unknown>;

/** Counts something that people should look at; says nothing about whether the process can work. */
export type Figure = () => Promise<number>;

/** What is wrong and how to mend it, in words for whoever runs the service. */
export class ReadinessProblem extends Error {
  override readonly name = 'ReadinessProblem';
}

export interface ReadinessReport {
  /** Nothing of what the process cannot do without is away, and it does not stop. What is only watched does not count. */
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  /** What failed checks have said in words. */
  readonly problems: Readonly<Record<string, string>>;
  /** Null where it could not be counted. */
  readonly figures: Readonly<Record<string, number | null>>;
}

const PATIENCE_MS = 2_000;
/** Checks are asked at most this often, however often a load balancer (or an attacker) asks us. */
const KEPT_MS = 1_000;

/**
 * Whether this process can do its work now. Parts of it register how to find out. What one process lacks takes it out of service
 * at a load balancer; what they all lack at once must not, or nobody is left to say so: that is watched.
 */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly watched = new Set<string>();
  private readonly figures = new Map<string, Figure>();
  private stopping = false;
  private last: { readonly at: number; readonly report: Promise<ReadinessReport> } | undefined;

  /** What the process cannot do without. */
  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
    this.watched.delete(name);
  }

  /** What people should be told of, in the words of a `ReadinessProblem`, while the process goes on without it. */
  watch(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
    this.watched.add(name);
  }

  /** Adds a number to the report; it never makes the process unready. */
  registerFigure(name: string, figure: Figure): void {
    this.figures.set(name, figure);
  }

  /** From now on the process is not ready: it is about to stop. */
  drain(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  async report(): Promise<ReadinessReport> {
    if (this.last === undefined || Date.now() - this.last.at > KEPT_MS) {
      this.last = { at: Date.now(), report: this.ask() };
    }
    const report = await this.last.report;
    return { ...report, isReady: report.isReady && !this.stopping };
  }

  private async ask(): Promise<ReadinessReport> {
    const names = [...this.checks.keys()];
    const [outcomes, counted] = await Promise.all([
      Promise.allSettled([...this.checks.values()].map((check) => inTime(check))),
      Promise.allSettled([...this.figures.values()].map((figure) => inTime(figure))),
    ]);
    const checks = Object.fromEntries(
      names.map((name, index) => [name, outcomes[index]?.status === 'fulfilled' ? 'ok' : 'failed'] as const),
    );
    const problems = Object.fromEntries(
      names.flatMap((name, index) => {
        const outcome = outcomes[index];
        const isTold = outcome?.status === 'rejected' && outcome.reason instanceof ReadinessProblem;
        return isTold ? [[name, (outcome.reason as ReadinessProblem).message] as const] : [];
      }),
    );
    const figures = Object.fromEntries(
      [...this.figures.keys()].map((name, index) => {
        const count = counted[index];
        return [name, count?.status === 'fulfilled' ? count.value : null] as const;
      }),
    );
    const isReady = names.every((name) => checks[name] === 'ok' || this.watched.has(name));
    return { checks, problems, figures, isReady };
  }
}

async function inTime<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
