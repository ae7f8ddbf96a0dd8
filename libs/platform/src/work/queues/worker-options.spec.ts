import { describe, expect, it } from '@jest/globals';
import { queueTimes, type WorkerOptions } from './worker-options.js';

const options = { concurrency: 10, leaseMs: 5_000, queueLeaseMs: 2_000, stalledMs: 500 } as WorkerOptions;
const registry = (joined: boolean) => ({
  concurrencyOf: (_queue: string, usual: number) => (joined ? 1_200 : usual),
  isJoined: () => joined,
});

describe('the times of a queue', () => {
  it('have the jobs of a dead worker given on soon', () => {
    expect(queueTimes(options, registry(false), 'mail')).toEqual({
      concurrency: 10,
      leaseMs: 2_000,
      stalledMs: 500,
      isJoined: false,
    });
  });

  it('are longer where hundreds of jobs at work would be written anew at each look', () => {
    expect(queueTimes(options, registry(true), 'screening')).toEqual({
      concurrency: 1_200,
      leaseMs: 10_000,
      stalledMs: 2_500,
      isJoined: true,
    });
  });
});
