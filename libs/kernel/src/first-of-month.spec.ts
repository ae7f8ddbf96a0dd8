import { describe, expect, it } from '@jest/globals';
import { withFirstOfMonth } from './first-of-month.js';

describe('the first of a month', () => {
  it.each([
    ['mardi 1 novembre 2011', 'mardi 1er novembre 2011'],
    ['1\u202fmai 2011', '1er\u202fmai 2011'],
    ['1 août à 12:00', '1er août à 12:00'],
    ['1–2 novembre 2011', '1er–2 novembre 2011'],
    ['1 – 2 novembre 2011', '1er – 2 novembre 2011'],
    ['1 nov. – 1 déc. 2011', '1er nov. – 1er déc. 2011'],
    ['mardi 1 – mercredi 2 novembre 2011', 'mardi 1er – mercredi 2 novembre 2011'],
    ['31 octobre – 1 novembre 2011', '31 octobre – 1er novembre 2011'],
  ])('is ordinal in French: %s', (words, right) => {
    expect(withFirstOfMonth('fr', words)).toBe(right);
    expect(withFirstOfMonth('fr-CH', words)).toBe(right);
    expect(withFirstOfMonth('fr', right)).toBe(right);
  });

  it.each([
    ['fr', '11 novembre 2011'],
    ['fr', '21–31 mai'],
    ['fr', '01/05/2011 01:00 UTC+1'],
    ['fr', 'novembre 2011'],
    ['fr', '2 novembre, salle 1'],
    ['en', '1 May 2011'],
    ['fry', '1 mai 2011'],
    ['es', '1 mar 2011'],
  ])('is nothing else, and nowhere else: %s, %s', (language, words) => {
    expect(withFirstOfMonth(language, words)).toBe(words);
  });

  it('is so in every month that Intl writes, long and short', () => {
    for (const month of ['long', 'short'] as const)
      for (let at = 0; at < 12; at++) {
        const format = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month, timeZone: 'UTC' });
        expect(withFirstOfMonth('fr', format.format(Date.UTC(2011, at, 1)))).toMatch(/^1er\s/);
        expect(withFirstOfMonth('fr', format.format(Date.UTC(2011, at, 11)))).toMatch(/^11\s/);
      }
  });
});
