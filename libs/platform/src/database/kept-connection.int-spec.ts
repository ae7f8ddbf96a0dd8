import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { drain, type SilentLine, silentLine, type TestDatabase, testDatabase } from '#libs/testing';
import { KeptConnection } from './kept-connection.js';

let test: TestDatabase;
let line: SilentLine;

beforeAll(async () => {
  test = await testDatabase();
  line = await silentLine(test.workerUrl);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(async () => {
  await line.close();
  await test.drop();
});

describe('a connection that is kept', () => {
  it('notices within three seconds that its line has gone silent, says so, and is back on another', async () => {
    const said: string[] = [];
    for (const level of ['warn', 'log'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((text: unknown) => void said.push(String(text)));
    let prepared = 0;
    const kept = new KeptConnection(line.url, 'plenary-kept', async () => void (prepared += 1));
    await kept.start();
    expect(kept.isOpen).toBe(true);

    line.silence();
    const since = performance.now();
    await drain(() => !kept.isOpen, { what: 'the silence to be noticed', timeoutMs: 10_000 });
    expect(performance.now() - since).toBeLessThan(4_000);
    await drain(() => said.length === 1, { what: 'the log to say so', timeoutMs: 10_000 });
    expect(said).toEqual(['plenary-kept: the connection to the database is lost (no answer); trying again']);

    line.letNewOnesThrough();
    await drain(() => kept.isOpen, { what: 'the next connection', timeoutMs: 20_000 });
    expect(prepared).toBe(2);
    expect(said[1]).toBe('plenary-kept: the connection to the database is back');

    // Its end is not waited for where nobody answers.
    line.silence();
    const asked = performance.now();
    await kept.stop();
    expect(performance.now() - asked).toBeLessThan(4_000);
  });

  it('that is ended before it is ready leaves no timer, which would keep the process alive', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    let isPreparing = false;
    const kept = new KeptConnection(test.workerUrl, 'plenary-kept', () => {
      isPreparing = true;
      return new Promise(() => undefined);
    });
    void kept.start();
    await drain(() => isPreparing, { what: 'the connection to be prepared' });
    expect(timers()).toBe(before + 1);
    await kept.stop();
    expect(timers()).toBe(before);
  });
});
