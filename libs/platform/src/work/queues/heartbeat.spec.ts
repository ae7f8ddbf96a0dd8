import { describe, expect, it } from '@jest/globals';
import { type Database } from '../../database/database.js';
import { type QueueBackend } from './queue-backend.js';
import { Heartbeat } from './heartbeat.js';
import { BEAT, LEAVE } from '../outbox/outbox.statements.js';

describe('the heartbeat of a worker', () => {
  it('leaves no beat behind when it stops, however long beats last', async () => {
    const asked: string[] = [];
    const database = {
      pool: { query: (statement: string) => Promise.resolve(asked.push(statement)) },
    } as unknown as Database;
    const held: (() => void)[] = [];
    let isSlow = false;
    const backend = {
      kind: 'postgres',
      isReachable: () =>
        new Promise<boolean>((answer) => {
          if (isSlow) held.push(() => answer(true));
          else answer(true);
        }),
    } as unknown as QueueBackend;
    const heartbeat = new Heartbeat(database, backend, 2, () => Promise.resolve());
    await heartbeat.start();
    isSlow = true;
    const aPause = () => new Promise((after) => setTimeout(after, 25));
    await aPause();
    const stopped = heartbeat.stop();
    // The newest beat first, the oldest last.
    for (const answer of held.toReversed()) {
      answer();
      await aPause();
    }
    await stopped;
    await aPause();
    expect(asked.filter((statement) => statement === BEAT).length).toBeGreaterThan(1);
    expect(asked.at(-1)).toBe(LEAVE);
  });
});
