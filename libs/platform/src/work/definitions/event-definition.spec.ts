import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { declaredJobs } from './job-definition.js';
import { defineEvent, describeListener, listenersOf } from './event-definition.js';

const key = () => 'k';

describe('an event', () => {
  it('carries ids, versions, codes and whether something is so', () => {
    const payload = z.object({
      id: z.uuid(),
      ids: z.array(z.uuid()),
      version: z.int(),
      outcome: z.enum(['A', 'B']),
      kind: z.literal('C'),
      wasSo: z.boolean().optional(),
      other: z.uuid().nullable(),
    });
    expect(defineEvent({ name: 'talk.given', payload, key })).toMatchObject({ name: 'talk.given' });
  });

  it.each<[string, z.ZodType]>([
    ['text', z.object({ id: z.uuid(), name: z.string() })],
    ['an address', z.object({ email: z.email() })],
    ['text in a list', z.object({ names: z.array(z.string().min(1)) })],
    ['text, where there is any', z.object({ reason: z.string().nullish() })],
    ['anything', z.object({ details: z.unknown() })],
    ['keys that nobody has named', z.record(z.string(), z.uuid())],
  ])('carries nothing that could be about a person: %s', (_, payload) => {
    expect(() => defineEvent({ name: 'talk.given', payload, key })).toThrow(
      'The event talk.given carries more than ids, versions and codes.',
    );
  });

  it.each(['give-talk', 'talk', 'Talk.given', 'talk.given.again', 'talk. given'])(
    'has a name of what and what has become of it: not %j',
    (name) => {
      expect(() => defineEvent({ name, payload: z.object({ id: z.uuid() }), key })).toThrow(
        `"${name}" is no name for an event`,
      );
    },
  );
});

describe('a listener', () => {
  it('is work of its own, with the payload of its event and the usual limits, which it may set', () => {
    const talkGiven = defineEvent({ name: 'talk.given', payload: z.object({ id: z.uuid() }), key });
    const one = describeListener(talkGiven, { queue: 'talks', name: 'thank-when-talk-given' });
    const other = describeListener(talkGiven, {
      queue: 'halls',
      name: 'clean-when-talk-given',
      attempts: 2,
    });
    expect(one).toMatchObject({ queue: 'talks', attempts: 8, payload: talkGiven.payload });
    expect(other).toMatchObject({ queue: 'halls', attempts: 2 });
    expect(listenersOf(talkGiven)).toEqual([one, other]);
  });

  it('that a test describes hears one event and is not declared to the product', () => {
    const before = declaredJobs();
    const given = defineEvent({ name: 'talk.given', payload: z.object({ id: z.uuid() }), key });
    const left = defineEvent({ name: 'talk.left', payload: z.object({ id: z.uuid() }), key });
    describeListener(given, { queue: 'talks', name: 'thank-when-talk-given' });
    expect(listenersOf(left)).toEqual([]);
    expect(declaredJobs()).toEqual(before);
  });

  it('is refused under a name that another listener of the event has', () => {
    const given = defineEvent({ name: 'talk.given', payload: z.object({ id: z.uuid() }), key });
    describeListener(given, { queue: 'talks', name: 'thank-when-talk-given' });
    expect(() => describeListener(given, { queue: 'halls', name: 'thank-when-talk-given' })).toThrow(
      'Two listeners of talk.given are named thank-when-talk-given',
    );
  });
});
