import { describe, expect, it } from 'vitest';
import { chooseLocale, directionOf } from './locales';

describe('chooseLocale', () => {
  it('takes the first wish that the console speaks', () => {
    expect(chooseLocale([null, 'de-CH', 'fr-CA', 'en'])).toBe('fr');
  });

  it('speaks English when it knows none of the wishes', () => {
    expect(chooseLocale(['tlh', undefined, ''])).toBe('en');
  });
});

describe('directionOf', () => {
  it.each(['ar', 'ar-EG', 'HE', 'fa-IR', 'ur'])('reads %s from the right', (tag) => {
    expect(directionOf(tag)).toBe('rtl');
  });

  it.each(['en', 'fr-FR', 'zh', 'az'])('reads %s from the left', (tag) => {
    expect(directionOf(tag)).toBe('ltr');
  });
});
