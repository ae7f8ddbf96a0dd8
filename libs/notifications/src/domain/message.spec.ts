import { describe, expect, it } from '@jest/globals';
import { ENDED_STATES, MESSAGE_STATES, messageLifecycle } from './message.js';
import { DELIVERY_POLICY, waitMs } from './delivery-policy.js';

describe('the life of a message', () => {
  it.each([
    ['QUEUED', ['CLAIM', 'GIVE_UP', 'CANCEL']],
    ['SENDING', ['CLAIM', 'ACCEPT', 'DEFER', 'REFUSE', 'GIVE_UP', 'HOLD', 'CANCEL']],
    ['SENT', []],
    ['DEFERRED', ['CLAIM', 'GIVE_UP', 'CANCEL']],
    ['REFUSED', ['REPLAY']],
    ['FAILED', ['REPLAY']],
    ['HELD', ['CANCEL', 'SETTLE', 'REPLAY']],
    ['CANCELLED', []],
  ] as const)('in %s there is %j', (state, actions) => {
    expect(messageLifecycle.actionsIn(state)).toEqual(actions);
  });

  it('ends where nothing happens by itself', () => {
    expect(MESSAGE_STATES.filter((state) => messageLifecycle.next(state, 'CLAIM') === undefined)).toEqual(
      MESSAGE_STATES.filter((state) => ENDED_STATES.includes(state)),
    );
  });
});

describe('patience', () => {
  it('doubles from half a minute to a quarter of an hour, a random half taken off', () => {
    const waits = [1, 2, 3, 5, 6, 7, 60].map(
      (failures) => waitMs(DELIVERY_POLICY.deferred, failures, () => 1) / 1000,
    );
    expect(waits).toEqual([30, 60, 120, 480, 900, 900, 900]);
    expect(waitMs(DELIVERY_POLICY.deferred, 1, () => 0)).toBe(15_000);
  });

  it('tries a deferred message at least twenty times in its four hours', () => {
    let sum = 0;
    let tries = 0;
    while (sum < DELIVERY_POLICY.deferred.giveUpMs) sum += waitMs(DELIVERY_POLICY.deferred, ++tries, () => 1);
    expect(tries).toBeGreaterThanOrEqual(20);
  });
});
