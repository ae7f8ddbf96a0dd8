import { describe, expect, it } from '@jest/globals';
import { isInLatinLetters } from './fold.js';

describe('a name in Latin letters', () => {
  it.each([
    'Li Xiaoming',
    'Nguyễn Văn A',
    'Łukasz Przykładowy',
    'Oʻtkir Namunaviy',
    'Oʼtkir Namunaviy',
    "D'Exemple-Smith, Jr. 3",
    'Z\u0323oe\u0308',
    'Ad\u200ba Sample',
  ])('is %s', (name) => expect(isInLatinLetters(name)).toBe(true));

  it.each([
    '李小明',
    'Li 小明',
    'Сергей',
    'Serge\u0438',
    'Πρόσωπο',
    'فرناندو',
    'उदाहरण',
    'Ada ३',
    'Ada ٣',
    '3',
    '.',
    '',
  ])('is not %j', (name) => expect(isInLatinLetters(name)).toBe(false));
});
