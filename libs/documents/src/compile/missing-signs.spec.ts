import { describe, expect, it } from '@jest/globals';
import { DocumentCompiler } from './document-compiler.js';
import { type JsonValue } from './missing-signs.js';

const compiler = new DocumentCompiler();
const signed = (...names: string[]) =>
  compiler.compile('testing/sign.typ', { title: 'Names', people: names.map((name) => ({ name })) });

describe('a document with a sign that no font has', () => {
  it('is refused with the field, the sign and its code point', () => {
    expect(signed('Olive Specimen', 'Smiling 😀 Sample')).toEqual({
      missing: [{ path: ['people', '1', 'name'], sign: '😀', codePoint: 'U+1F600' }],
    });
  });

  it('names every such sign once, where it stands first', () => {
    expect(signed('𓀀 and 😀', '😀 again')).toEqual({
      missing: [
        { path: ['people', '0', 'name'], sign: '𓀀', codePoint: 'U+13000' },
        { path: ['people', '0', 'name'], sign: '😀', codePoint: 'U+1F600' },
      ],
    });
  });

  it('names a sign of which nothing is seen by its code point', () => {
    expect(signed('Private \ue000 Sample')).toEqual({
      missing: [{ path: ['people', '0', 'name'], sign: '\ue000', codePoint: 'U+E000' }],
    });
  });

  it.each([
    'Élodie Façon-Œuvre, Łukasz Żółć, Ștefan Țânțar, Nguyễn Thị Mẫu, İpek Ğ',
    'Ολίβια Δείγμα, Ольга Образцова, Његош Ђ, Қазақ Ұлгі',
    'ليلى المثال, پری نمونه‌زاده, اُردو نمونہ, דנה דוגמה, שָׁלוֹם',
    'प्रिया उदाहरण, สมหญิง ตัวอย่าง',
    'Աննա Օրինակ, ნინო ნიმუში, ሰላም ምሳሌ',
    'অনিতা নমুনা, அனிதா மாதிரி, අනිතා ආදර්ශ',
    'សុខា គំរូ, ສົມສີ ຕົວຢ່າງ, စု နမူနာ, ނަމޫނާ',
    'అనిత నమూనా, ಅನಿತಾ ಮಾದರಿ, അനിത മാതൃക, અનિતા નમૂનો, ਅਨੀਤਾ ਨਮੂਨਾ',
    '李样本, 李樣本, 見本 ひな カタ, 견본 이름, 㐀',
    'O’Sample “quoted” – — … € ₹ ½ № ° \' " \\ # $ * _ @ < > [ ]',
    'tab\there, two\nlines, soft\u00adhyphen, no\u200bwidth, mark\u200e, bom\ufeff',
  ])('is none of the scripts that people are named in: %s', (name) => {
    expect(signed(name)).toEqual({ pdf: expect.any(Uint8Array), pages: 1 });
  });

  it('finds no place for what stands in the template, which is a fault', () => {
    const data: JsonValue = { title: 'Names', people: [] };
    expect(compiler.compile('testing/sign.typ', data)).toHaveProperty('pdf');
    expect(() => compiler.compile('testing/strange-font.typ', data)).toThrow('no such font');
  });
});
