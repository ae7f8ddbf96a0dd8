import { describe, expect, it } from '@jest/globals';
import { emailAddress, line, optionalLine, optionalProse, prose } from './typed-text.js';

const problemOf = (text: string): string | undefined => line(200).safeParse(text).error?.issues[0]?.message;

describe('a line that people type', () => {
  it.each(['', '   ', '\u00ad', '\u200b', '\u200b\u00ad\u2060', '\u3164', '\u2800', '\u0301', '\ufe0f'])(
    '%j shows nothing, so it is not filled in',
    (text) => expect(problemOf(text)).toBe('Fill this in.'),
  );

  it.each([
    'Ada Lovesample',
    'उदाहरण',
    'สมชาย',
    '李小明',
    'Việt',
    '👩🏽‍🔬',
    '.',
    'རྒྱུད',
    'שָׁלוֹם',
    'مُحَمَّد',
    'نمونه‌پور',
  ])('takes %s as it is', (text) => expect(line(200).parse(text)).toBe(text.normalize('NFC')));

  it.each([
    ['Z\u0351\u0352\u0353\u0354algo', 'Has too many marks on one letter; leave some of them out.'],
    [`ก${'\u0e49'.repeat(9)}`, 'Has too many marks on one letter; leave some of them out.'],
    ['Ada\u{e0041}\u{e007f}', 'Contains invisible tag characters; type it again instead of pasting.'],
    ['\u202eadA', 'Contains an invisible character that turns the reading direction; remove it.'],
    ['Ada\u0000', 'Contains a control character; type it again instead of pasting.'],
    ['Ada\nLovesample', 'Write it on one line.'],
    ['x'.repeat(201), 'Use at most 200 characters.'],
  ])('refuses %j and says how to mend it', (text, problem) => expect(problemOf(text)).toBe(problem));

  it('gives the limit beside the words, where there is too much of it', () => {
    expect(line(5).safeParse('éééééé').error?.issues).toMatchObject([
      { message: 'Use at most 5 characters.', params: { limit: 5 } },
    ]);
    expect(line(5).parse('ééééé')).toBe('ééééé');
  });

  it('that may be left empty is null where nothing can be seen', () => {
    expect(optionalLine(10).parse('\u200b')).toBeNull();
    expect(optionalProse(10).parse('\u00ad')).toBeNull();
    expect(prose(10).safeParse('\u200b').success).toBe(false);
  });
});

describe('an address that people type', () => {
  it('keeps its spelling; the domain is lowered', () =>
    expect(emailAddress.parse(' Ada@BÜCHEREI.example ')).toBe('Ada@bücherei.example'));
});
