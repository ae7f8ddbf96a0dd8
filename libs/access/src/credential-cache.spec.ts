import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, ANONYMOUS } from '#libs/kernel';
import { CredentialCache } from './credential-cache.js';

const user = (credentialId: string): Actor => ({
  kind: 'user',
  userId: 'u',
  grants: [],
  canWrite: true,
  via: 'session',
  credentialId,
});

describe('the memory of credentials', () => {
  let now: number;
  let asked: string[];
  let cache: CredentialCache;

  beforeEach(() => {
    now = 0;
    asked = [];
    cache = new CredentialCache(900, 3, () => now);
  });
  const get = (hash: string, answer: () => Promise<Actor> = async () => user(hash)) =>
    cache.get(hash, () => {
      asked.push(hash);
      return answer();
    });

  it('asks again once an answer is 900 ms old, counted from before it was asked for', async () => {
    let finish: (actor: Actor) => void = () => undefined;
    const slow = get('a', () => new Promise((resolve) => (finish = resolve)));
    now = 899;
    finish(user('a'));
    await slow;
    await get('a');
    expect(asked).toEqual(['a']);
    now = 900;
    await get('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('lets those who come at once share one question', async () => {
    const actors = await Promise.all([get('a'), get('a'), get('a')]);
    expect(asked).toEqual(['a']);
    expect(new Set(actors).size).toBe(1);
  });

  it('remembers neither strangers nor failures', async () => {
    await get('stranger', async () => ANONYMOUS);
    await expect(get('broken', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(cache.size).toBe(0);
    await get('broken');
    expect(asked).toEqual(['stranger', 'broken', 'broken']);
  });

  it('forgets a credential at once, even one that is just being looked up', async () => {
    await get('a');
    let finish: (actor: Actor) => void = () => undefined;
    const underWay = get('b', () => new Promise((resolve) => (finish = resolve)));
    cache.forget('a');
    await get('a');
    cache.forget('b');
    finish(user('b'));
    await underWay;
    await get('b');
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });

  it('keeps at most so many, the newest', async () => {
    for (const hash of ['a', 'b', 'c', 'd']) await get(hash);
    expect(cache.size).toBe(3);
    await get('d');
    await get('a');
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'a']);
  });

  it('drops what is too old when something new comes', async () => {
    await get('a');
    await get('b');
    now = 1_000;
    await get('c');
    expect(cache.size).toBe(1);
  });
});
