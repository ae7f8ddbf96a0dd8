import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/kernel';
import { definedMessages } from '../define-message.js';
import { Notifications } from '../notifications.facade.js';
import '../testing/sample-messages.js';
import { MessageCatalogue } from './message-catalogue.js';

const ACTOR: Actor = { kind: 'system', task: 'test' };
const catalogue = new MessageCatalogue(new Notifications()).list();
const entry = (kind: string) => catalogue.find((one) => one.kind === kind);

describe('the catalogue of messages', () => {
  it('has every kind that is declared, by its name', () => {
    const kinds = definedMessages().map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(15);
    expect(catalogue.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says to whom a kind goes, and what becomes of it in doubt', () => {
    expect(entry('DECISION_NOTICE')).toMatchObject({
      audience: 'BODY',
      whenInDoubt: 'HOLD',
      isPersonal: false,
    });
    expect(entry('PERSONAL_INVITATION')).toMatchObject({
      audience: 'INVITEE',
      whenInDoubt: 'SEND_AGAIN',
      isPersonal: true,
    });
  });

  it('has the values that a kind is written with, and those of its samples', () => {
    expect(entry('SIGN_IN_LINK')?.parameters).toEqual([{ name: 'minutes', isOptional: false, sample: '15' }]);
    const optional = entry('ROLE_GRANTED')?.parameters.find(({ name }) => name === 'bodyName');
    expect(optional).toMatchObject({ isOptional: true });
  });

  it.each(catalogue)('says in each language when $kind is sent, and shows one', async ({ samples }) => {
    expect(samples.map(({ language }) => language)).toEqual(['en', 'fr']);
    for (const { language, when, rendered } of samples) {
      expect(when).toMatch(/^\p{Lu}[^.]+$/u);
      const { subject, text, language: written } = await rendered(ACTOR);
      expect([written, subject === '', text === '']).toEqual([language, false, false]);
    }
    const [english, french] = await Promise.all(samples.map(({ rendered }) => rendered(ACTOR)));
    expect(english?.subject).not.toBe(french?.subject);
  });
});
