import { Injectable } from '@nestjs/common';

/** Throws, or never answers, when its part of the service cannot be used. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ReadinessReport {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

const PATIENCE_MS = 2_000;
/** Checks are asked at most this often, however often a load balancer (or an attacker) asks us. */
const KEPT_MS = 1_000;

/** Whether this process can do its work now. Parts of it register how to find out. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private isDraining = false;
  private last: { readonly at: number; readonly report: Promise<ReadinessReport> } | undefined;

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the process is not ready: it is about to stop. */
  drain(): void {
    this.isDraining = true;
  }

  async report(): Promise<ReadinessReport> {
    if (this.last === undefined || Date.now() - this.last.at > KEPT_MS) {
      this.last = { at: Date.now(), report: this.ask() };
    }
    const report = await this.last.report;
    return { ...report, isReady: report.isReady && !this.isDraining };
  }

  private async ask(): Promise<ReadinessReport> {
    const names = [...this.checks.keys()];
    const outcomes = await Promise.allSettled([...this.checks.values()].map((check) => inTime(check)));
    const checks = Object.fromEntries(
      names.map((name, index) => [name, outcomes[index]?.status === 'fulfilled' ? 'ok' : 'failed'] as const),
    );
    return { checks, isReady: Object.values(checks).every((outcome) => outcome === 'ok') };
  }
}

async function inTime(check: ReadinessCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
