import { describe, expect, it } from '@jest/globals';
import { suggestLatinName } from './latin-name.js';

describe('the name in Latin letters that is suggested', () => {
  it.each([
    ['李小明', 'Li Xiaoming'],
    ['李样本', 'Li Yangben'],
    ['李明', 'Li Ming'],
    ['欧阳小明', 'Ouyang Xiaoming'],
    ['欧阳例', 'Ouyang Li'],
    ['김철수', 'Gim Cheolsu'],
    ['阿卜杜拉·买买提', 'Abodula Maimaiti'],
    ['Сергей Викторович Примеров', 'Sergey Viktorovich Primerov'],
    ['Примерова Анна Сергеевна', 'Primerova Anna Sergeevna'],
    ['Ольга Объедкова', 'Olga Obedkova'],
    ['Γιώργος Παραδείγμας', 'Giorgos Paradeigmas'],
    ['Παπαδόπουλος', 'Papadopoulos'],
    ['ΠΑΠΑΔΟΠΟΥΛΟΣ', 'PAPADOPOULOS'],
    ['Ου Παράδειγμα', 'Ou Paradeigma'],
    ['შოთა', 'Shota'],
    ['አበበ ቢቂላ', 'Abebe Bikila'],
    ['さくら タナカ', 'Sakura Tanaka'],
    ['李小明 Sample', 'Li Xiaoming Sample'],
  ])('of %s is %s', (name, suggestion) => {
    expect(suggestLatinName(name)).toBe(suggestion);
  });

  it.each([
    ['written in Latin letters already', 'Nguyễn Văn A'],
    ['in Arabic, which writes no vowels', 'فرناندو بيريزا'],
    ['in Hebrew', 'דנה דוגמה'],
    ['in Devanagari, whose vowels the library leaves out', 'प्रिया उदाहरण'],
    ['in Thai', 'สมชาย ตัวอย่าง'],
    ['partly in Arabic', 'Sample (ليلى)'],
    ['Japanese, with characters that only the person can read', '田中 さくら'],
    ['empty', ''],
    ['of signs that nobody sees', '\u00ad\u200b'],
    ['of digits', '12'],
  ])('is missing for a name that is %s', (_what, name) => {
    expect(suggestLatinName(name)).toBeNull();
  });
});
