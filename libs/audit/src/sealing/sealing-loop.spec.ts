import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SystemClock } from '#libs/kernel';
import { type AuditSealer } from './audit-sealer.js';
import { SealingLoop } from './sealing-loop.js';

describe('the sealing loop', () => {
  let calls: string[];
  let outcomes: (number | undefined | Error)[];
  let loop: SealingLoop;

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2011-11-01T09:00:00Z') });
    Logger.overrideLogger(false);
    calls = [];
    outcomes = [];
    const answer = async (call: string) => {
      calls.push(call);
      const outcome = outcomes.length > 0 ? outcomes.shift() : 0;
      if (outcome instanceof Error) throw outcome;
      return outcome;
    };
    const sealer: Pick<AuditSealer, 'sealAll' | 'sealSince'> = {
      sealAll: () => answer('all'),
      sealSince: (since) => answer(`last ${(Date.now() - since.getTime()) / 1_000} s`),
    };
    loop = new SealingLoop(sealer as AuditSealer, new SystemClock());
  });
  afterEach(async () => {
    await loop.onModuleDestroy();
    jest.useRealTimers();
  });

  it('looks at everything once, then at the newest every second and further back every minute', async () => {
    loop.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(60_500);
    expect(calls).toHaveLength(61);
    expect(calls.slice(0, 3)).toEqual(['all', 'last 30 s', 'last 30 s']);
    expect(calls.flatMap((call, index) => (call === 'last 3600 s' ? [index + 1] : []))).toEqual([60]);
  });

  it('looks at everything again while another worker holds the lock', async () => {
    outcomes = [undefined, undefined, 0];
    loop.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3_500);
    expect(calls).toEqual(['all', 'all', 'all', 'last 30 s']);
  });

  it('goes on after failures', async () => {
    outcomes = [new Error('Connection terminated'), new Error('a mistake of ours'), 4];
    loop.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3_500);
    expect(calls).toEqual(['all', 'all', 'all', 'last 30 s']);
  });

  it('does nothing more once it is told to stop', async () => {
    loop.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(1_500);
    await loop.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(calls).toEqual(['all', 'last 30 s']);
  });
});
