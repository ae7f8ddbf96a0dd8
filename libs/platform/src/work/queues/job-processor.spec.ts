import { describe, expect, it } from '@jest/globals';
import { type Logger } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '#libs/kernel';
import { correlationId } from '../../logging/correlation.js';
import { type ClaimAnswer, type OutboxLedger } from '../outbox/outbox-ledger.js';
import { describeJob } from '../definitions/job-definition.js';
import { JobHandler } from './job-handler.js';
import { JobProcessor } from './job-processor.js';
import { JobRegistry } from './job-registry.js';
import { type LeaseKeeper } from './lease-keeper.js';
import { type QueuedJob } from './queue-backend.js';

const job = describeJob({ queue: 'trial', name: 'note', payload: z.object({}) });

/** A row that can be claimed once, and a handler that ends when it is told to. */
function scene(work: () => void = () => undefined) {
  const said: string[] = [];
  const told: (string | undefined)[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  class Note extends JobHandler<object> {
    readonly job = job;
    async handle(): Promise<void> {
      said.push('begun');
      await ended;
      work();
    }
  }
  let state: 'new' | 'claimed' | 'done' = 'new';
  const claimed = { token: newId(), payload: {}, attempts: 1, failures: 0, correlationId: 'from-a-client-1' };
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
  const tell = (text: string) => void told.push(correlationId(), text);
  const log = { warn: tell, error: tell } as Partial<Logger> as Logger;
  const processor = new JobProcessor(new JobRegistry([job], [new Note()]), ledger, leases, log);
  const queued: QueuedJob = {
    name: 'note',
    data: { id: newId() },
    moveToDelayed: async () => void said.push('put off'),
  };
  const give = (token: string): Promise<void> => processor.process('trial', queued, token);
  return { said, told, end, give, processor, id: queued.data.id };
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

describe('a job that fails', () => {
  it('is told in the log under the id of the request that it follows', async () => {
    const { told, end, give, id } = scene(() => {
      throw Object.assign(new Error('away'), { code: 'EAWAY' });
    });
    end();
    await give('one').catch(() => undefined);
    expect(told).toEqual([
      'from-a-client-1',
      `Will be tried again: trial/note ${id}, attempt 1: Error EAWAY`,
    ]);
  });
});
