import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { ask, type Asked } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { SLOW } from '../testing/sample-resolver.js';

let api: SampleApp;
beforeAll(async () => {
  earlier = SLOW.begun.length;
  api = await startSampleApp({ turns: { atOnce: 2, ofOneCaller: 1, waiting: 3 } });
});
afterAll(() => api.close());

const slowly = (name: string, token?: string): Promise<Asked> =>
  ask(
    api.url,
    'query ($name: String!) { slowly(name: $name) }',
    token === undefined ? { variables: { name } } : { variables: { name }, token },
  );
/** What other tests of this process have begun is theirs. */
let earlier = 0;
const begunHere = (): readonly string[] => SLOW.begun.slice(earlier);
const begun = (count: number): Promise<unknown> =>
  drain(() => begunHere().length >= count, { what: `${count} to be begun` });

/** How many of these have been refused by now. */
async function refusedOf(requests: readonly Promise<Asked>[]): Promise<number> {
  const now = await Promise.all(
    requests.map((request) => Promise.race([request, Promise.resolve(undefined)])),
  );
  return now.filter((answer) => answer?.status === 503).length;
}

describe('a process with more to do than it can', () => {
  it('works for callers in turns, and refuses what it has no room for at once, with the time to come back', async () => {
    const first = slowly('s1', 'service');
    await begun(1);
    // Three may wait; it is not said which of them comes last.
    const waiting = ['s2', 's3', 's4', 's5'].map((name) => slowly(name, 'service'));
    const { status, codes, headers, errors } = await Promise.race(waiting);
    expect({ status, codes, retryAfter: headers.get('retry-after'), words: errors[0]?.message }).toEqual({
      status: 503,
      codes: ['SERVICE_UNAVAILABLE'],
      retryAfter: '2',
      words: 'The service has more to do than it can. Nothing was done. Send it again in 2 seconds.',
    });
    // Somebody else is served at once, though three wait.
    const other = slowly('r1', 'read-only');
    await begun(2);
    expect(begunHere()).toEqual(['s1', 'r1']);
    // Whoever is not signed in takes the place of the newest of those who wait with most.
    const stranger = slowly('anonymous');
    await drain(async () => (await refusedOf(waiting)) === 2, { what: 'another refusal' });
    SLOW.end('r1');
    await begun(3);
    SLOW.end('s1');
    await begun(4);
    expect(begunHere()[2]).toBe('anonymous');
    SLOW.end('anonymous');
    SLOW.end(begunHere()[3] ?? '');
    await begun(5);
    SLOW.end(begunHere()[4] ?? '');
    expect((await Promise.all([first, other, stranger])).map(({ data }) => data)).toEqual(
      ['s1', 'r1', 'anonymous'].map((name) => ({ slowly: name })),
    );
    expect((await Promise.all(waiting)).map((answer) => answer.status).sort()).toEqual([200, 200, 503, 503]);
    expect(begunHere()).toHaveLength(5);
  });
});
