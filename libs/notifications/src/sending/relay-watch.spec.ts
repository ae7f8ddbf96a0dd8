import { describe, expect, it } from '@jest/globals';
import { RelayWatch } from './relay-watch.js';

const REFUSED = {
  kind: 'unreachable',
  error: 'The mail server did not let us sign in',
} as const;
const AWAY = { kind: 'unreachable', error: 'The mail server could not be reached (ECONNREFUSED)' } as const;

function watched(): { watch: RelayWatch; told: string[] } {
  const told: string[] = [];
  const watch = new RelayWatch({
    error: (text) => told.push(`error: ${text.split('. ')[0] ?? ''}`),
    log: (text) => told.push(`log: ${text}`),
  });
  return { watch, told };
}

describe('a mail server that takes nothing from us', () => {
  it('is told of once for each reason, however many messages wait, and once when it is over', () => {
    const { watch, told } = watched();
    for (const outcome of [REFUSED, REFUSED, AWAY, AWAY, REFUSED] as const) watch.note(outcome);
    for (let count = 0; count < 3; count += 1) watch.note({ kind: 'accepted' });
    watch.note(REFUSED);
    expect(told).toEqual([
      'error: Mail waits: The mail server did not let us sign in',
      'error: Mail waits: The mail server could not be reached (ECONNREFUSED)',
      'error: Mail waits: The mail server did not let us sign in',
      'log: The mail server takes mail again',
      'error: Mail waits: The mail server did not let us sign in',
    ]);
  });

  it('is another matter than one that refuses or puts off a single message, or gives no answer', () => {
    const { watch, told } = watched();
    watch.note({ kind: 'refused', error: '550 unknown' });
    watch.note({ kind: 'deferred', error: '451 later' });
    watch.note({ kind: 'accepted' });
    expect(told).toEqual([]);
    watch.note(AWAY);
    watch.note({ kind: 'in-doubt', error: 'no answer' });
    expect(told).toHaveLength(1);
    watch.note({ kind: 'deferred', error: '451 later' });
    expect(told.at(-1)).toBe('log: The mail server takes mail again');
  });
});
