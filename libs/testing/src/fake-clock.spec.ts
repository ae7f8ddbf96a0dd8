import { expect, it } from '@jest/globals';
import { fakeClock } from './fake-clock.js';

it('moves only when told to, and cannot be moved by a date it gave away', () => {
  const clock = fakeClock('2011-11-01T08:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe('2011-11-01T08:00:00.000Z');
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe('2011-11-01T08:01:30.000Z');
  clock.set('2011-11-02T08:00:00Z');
  expect(clock.now().toISOString()).toBe('2011-11-02T08:00:00.000Z');
});
