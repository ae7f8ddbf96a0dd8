import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineMessage, definedMessages, knownMessage, messageOf } from './define-message.js';
import { sampleMessage } from './testing/sample-messages.js';

const declaration = (kind: string) => ({
  kind,
  title: { en: 'Sample', fr: 'Exemple' },
  when: { en: 'Something happens', fr: 'Quelque chose se passe' },
  audience: 'USER' as const,
  params: z.strictObject({}),
  shows: () => ({}),
  texts: [{ en: 'Sample', fr: 'Exemple' }] as const,
  preview: {},
});

describe('a kind of message', () => {
  it('has a name that no other has', () => {
    const taken = sampleMessage('SIGN_IN_LINK').kind;
    expect(() => defineMessage(declaration(taken))).toThrow(`Two kinds of message are called ${taken}`);
  });

  it.each(['signIn', 'SIGN-IN', 'NO', 'N'.repeat(41), "X' OR true", ''])(
    'has a name that the database takes, not %j',
    (kind) => {
      expect(() => defineMessage(declaration(kind))).toThrow('is no name for a kind of message');
      expect(messageOf(kind)).toBeUndefined();
    },
  );

  it('that this version does not know is asked for with a word of why', () => {
    expect(() => knownMessage('NOT_YET_KNOWN')).toThrow('knows no message of the kind NOT_YET_KNOWN');
  });

  it('goes out again by itself where it may have arrived, but for letters about decisions', () => {
    const held = definedMessages().filter(({ whenInDoubt }) => whenInDoubt === 'HOLD');
    expect(held.map(({ kind }) => kind)).toEqual(['DECISION_NOTICE']);
  });
});
