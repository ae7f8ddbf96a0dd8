import { describe, expect, it } from '@jest/globals';
import { RelayPace } from './relay-pace.js';

const HOUR = 3_600_000;
const MOST_WAIT_MS = 10_000;

/** A mail server that takes so many messages in so long a time, and all of us who want to send, under one clock. */
function sendAll(relay: { most: number; windowMs: number }, messages: number, pace: RelayPace, clock: Clock) {
  const takenAt: number[] = [];
  let refusals = 0;
  const due = Array.from({ length: messages }, () => clock.now);
  let most = 0;
  while (due.length > 0) {
    due.sort((one, other) => one - other);
    clock.now = Math.max(clock.now, due[0] ?? 0);
    const together = due.filter((at) => at <= clock.now).slice(0, pace.width);
    due.splice(0, together.length);
    most = Math.max(most, together.length);
    for (const _ of together) {
      const turn = pace.take(MOST_WAIT_MS);
      if (!turn.isTaken) {
        due.push(clock.now + turn.waitMs);
        continue;
      }
      clock.now += turn.waitMs;
      const inWindow = takenAt.filter((at) => at > clock.now - relay.windowMs).length;
      if (inWindow < relay.most) {
        takenAt.push(clock.now);
        pace.took();
        clock.now += 100;
      } else {
        refusals += 1;
        pace.hadEnough('421 4.7.0 too many messages');
        due.push(clock.now + pace.take(0).waitMs);
      }
    }
  }
  return { takenAt, refusals, hours: (clock.now - START) / HOUR };
}

interface Clock {
  now: number;
}
const START = 1_000_000;

describe('how fast the mail server is given messages', () => {
  it('of 700 to one that takes 100 an hour: all arrive within eight hours, though it says no at times', () => {
    const clock: Clock = { now: START };
    const pace = new RelayPace({ connections: 10, now: () => clock.now });
    const { takenAt, refusals, hours } = sendAll({ most: 100, windowMs: HOUR }, 700, pace, clock);
    expect(takenAt).toHaveLength(700);
    expect(hours).toBeLessThan(8);
    // Not more than a handful of knocks in each hour: a server that is hammered shuts its door.
    expect(refusals).toBeLessThan(80);
  });

  it('of 22 to one that takes 5 a minute: all arrive in minutes', () => {
    const clock: Clock = { now: START };
    const pace = new RelayPace({ connections: 10, now: () => clock.now });
    const { takenAt, hours } = sendAll({ most: 5, windowMs: 60_000 }, 22, pace, clock);
    expect(takenAt).toHaveLength(22);
    expect(hours * 60).toBeLessThan(8);
  });

  it('is what the settings say: 100/hour, and never a word from the server', () => {
    const clock: Clock = { now: START };
    const rate = { messages: 100, perMs: HOUR };
    const pace = new RelayPace({ connections: 10, rate, now: () => clock.now });
    const { takenAt, refusals, hours } = sendAll({ most: 100, windowMs: HOUR }, 700, pace, clock);
    expect({ taken: takenAt.length, refusals }).toEqual({ taken: 700, refusals: 0 });
    expect(hours).toBeGreaterThan(6.9);
    expect(hours).toBeLessThan(7.5);
  });

  it('pauses for 30 seconds, and twice as long each time that nothing was taken in between, up to 15 minutes', () => {
    const clock: Clock = { now: START };
    const pace = new RelayPace({ connections: 10, now: () => clock.now });
    const pauses = Array.from({ length: 7 }, () => {
      pace.hadEnough('421 no');
      const { waitMs, isTaken, error } = pace.take(MOST_WAIT_MS);
      expect({ isTaken, error }).toEqual({ isTaken: false, error: '421 no' });
      // Others on their way hear the same: that is the same pause.
      pace.hadEnough('421 no');
      expect(pace.take(MOST_WAIT_MS).waitMs).toBe(waitMs);
      clock.now += waitMs;
      return waitMs / 1_000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900]);
    expect(pace.take(MOST_WAIT_MS)).toEqual({ waitMs: 0, isTaken: true });
    pace.took();
    pace.hadEnough('421 no');
    expect(pace.take(MOST_WAIT_MS).waitMs).toBe(30_000);
  });

  it('goes one by one after a pause, and one more at a time after each ten that were taken', () => {
    const clock: Clock = { now: START };
    const pace = new RelayPace({ connections: 3, now: () => clock.now });
    expect(pace.width).toBe(3);
    pace.hadEnough('421 no');
    expect(pace.width).toBe(1);
    const widths = Array.from({ length: 4 }, () => {
      for (let count = 0; count < 10; count += 1) pace.took();
      return pace.width;
    });
    expect(widths).toEqual([2, 3, 3, 3]);
  });
});
