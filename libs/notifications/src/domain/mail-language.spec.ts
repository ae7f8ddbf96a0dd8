import { describe, expect, it } from '@jest/globals';
import { mailLanguage } from './mail-language.js';

describe('the language of a mail', () => {
  it.each([
    ['fr', ['en'], 'en'],
    ['fr', ['en', 'fr'], 'fr'],
    ['en', ['fr'], 'fr'],
    ['fr-CA', ['en', 'fr'], 'fr'],
    ['FR', ['en', 'fr-CH'], 'fr'],
    ['de', ['fr', 'en'], 'fr'],
    [null, ['fr', 'en'], 'fr'],
    [undefined, ['en', 'fr'], 'en'],
    // There are no texts in German: it can be neither given nor fallen back to.
    ['de', ['de', 'fr'], 'fr'],
    ['fr', ['de'], 'en'],
    ['', [], 'en'],
  ])('of a person %s, where the conference offers %j: %s', (wish, offered, language) => {
    expect(mailLanguage(wish, offered)).toBe(language);
  });

  it('is any that there are texts in where no conference says which', () => {
    expect([mailLanguage('fr', null), mailLanguage('sw', null), mailLanguage(null, null)]).toEqual([
      'fr',
      'en',
      'en',
    ]);
  });
});
