import { describe, expect, it } from '@jest/globals';
import { type Logger } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '#libs/kernel';
import { type ClaimAnswer, type OutboxLedger } from '../outbox/outbox-ledger.js';
import { describeJob } from '../definitions/job-definition.js';
import { JobHandler } from './job-handler.js';
import { JobProcessor } from './job-processor.js';
import { JobRegistry } from './job-registry.js';
import { type LeaseKeeper } from './lease-keeper.js';
import { type QueuedJob } from './queue-backend.js';

const job = describeJob({ queue: 'trial', name: 'note', payload: z.object({}) });

/** A row that can be claimed once, and a handler that ends when it is told to. */
function scene() {
  const said: string[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  class Note extends JobHandler<object> {
    readonly job = job;
    async handle(): Promise<void> {
      said.push('begun');
      await ended;
    }
  }
  let state: 'new' | 'claimed' | 'done' = 'new';
  const claimed = { token: newId(), payload: {}, attempts: 1, failures: 0, correlationId: null };
  const ledger = {
    claim: async (id: string): Promise<ClaimAnswer> => {
      said.push('claim');
      if (state === 'claimed') return { kind: 'wait', waitMs: 500 };
      if (state === 'done') return { kind: 'ended' };
      state = 'claimed';
      return { kind: 'claimed', claim: { ...claimed, id, conferenceId: null } };
    },
    mark: async () => {
      state = 'done';
      return true;
    },
  } as Partial<OutboxLedger> as OutboxLedger;
  const leases = { hold: () => undefined, letGo: () => undefined } as Partial<LeaseKeeper> as LeaseKeeper;
  const log = { warn: () => undefined, error: () => undefined } as Partial<Logger> as Logger;
  const processor = new JobProcessor(new JobRegistry([job], [new Note()]), ledger, leases, log);
  const queued: QueuedJob = {
    name: 'note',
    data: { id: newId() },
    moveToDelayed: async () => void said.push('put off'),
  };
  const give = (token: string): Promise<void> => processor.process('trial', queued, token);
  return { said, end, give, processor };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a job that is given to a process that has it at work', () => {
  it('waits for the end, asks once more and has ended', async () => {
    const { said, end, give } = scene();
    const first = give('one');
    await turns();
    const second = give('two');
    await turns();
    expect(said).toEqual(['claim', 'begun']);
    end();
    await Promise.all([first, second]);
    expect(said).toEqual(['claim', 'begun', 'claim']);
  });

  it('goes back to the queue where the process stops meanwhile', async () => {
    const { said, end, give, processor } = scene();
    const first = give('one');
    await turns();
    const second = give('two');
    processor.stop();
    end();
    await first;
    await expect(second).rejects.toThrow('put off');
    expect(said).toEqual(['claim', 'begun', 'put off']);
  });
});
