import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { redisProgram, testRedis } from './test-redis.js';

// Skipped, and counted as skipped, where neither redis-server nor valkey-server is installed.
const whereInstalled = redisProgram() === undefined ? describe.skip : describe;

whereInstalled('the Redis for tests', () => {
  it('keeps what it acknowledged through a kill', async () => {
    const redis = await testRedis();
    if (!redis) throw new Error('redis-server is installed but did not start');
    const write = new Redis(redis.url);
    write.on('error', () => undefined);
    expect(await write.set('kept', 'yes')).toBe('OK');
    write.disconnect();
    await redis.kill();
    await redis.restart();
    const read = new Redis(redis.url);
    expect(await read.get('kept')).toBe('yes');
    expect(await read.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    read.disconnect();
    await redis.stop();
  });
});
