import { describe, expect, it } from '@jest/globals';
import {
  ageOn,
  birthProblem,
  machineReadableDate,
  type PartialDate,
  partialDateWords,
  readPartialDate,
  writePartialDate,
} from './partial-date.js';

const CONFERENCE = '2027-11-01';

function born(text: string): PartialDate {
  const date = readPartialDate(text);
  if (date === undefined) throw new Error(`${text} is no date`);
  return date;
}

describe('a date of birth', () => {
  it.each(['1974', '1968-07', '1968-07-21', '1990-01-01', '2004-02-29'])(
    'is kept and exported as it was given: %s (case G15)',
    (text) => {
      expect(writePartialDate(born(text))).toBe(text);
    },
  );

  it.each([
    '2003-02-29',
    '1968-13',
    '1968-00',
    '1968-07-32',
    '1968-7',
    '0000',
    '21 July 1968',
    '',
    '1968-07-',
  ])('is none of the calendar: %s (case G15)', (text) => {
    expect(readPartialDate(text)).toBeUndefined();
    expect(birthProblem(text, '2027-05-03')).toBe('NO_DATE');
  });

  it('is shown with what the document shows, never as the first of January (case G15)', () => {
    expect(['1974', '1968-07', '1968-07-21'].map((text) => partialDateWords(born(text), 'en-GB'))).toEqual([
      '1974',
      'July 1968',
      '21 July 1968',
    ]);
    expect(partialDateWords(born('1968-07'), 'fr')).toBe('juillet 1968');
    expect(partialDateWords(born('1974'), 'th')).toMatch(/1974/);
    expect(partialDateWords(born('1974'), 'fa-u-nu-latn')).toMatch(/1974/);
  });

  it('has signs of filling in the machine-readable zone where a part is not known (case G15)', () => {
    expect(['1974', '1968-07', '2004-02-29'].map((text) => machineReadableDate(born(text)))).toEqual([
      '74<<<<',
      '6807<<',
      '040229',
    ]);
  });

  it.each([
    ['1974', { least: 52, most: 53 }],
    ['1968-07', { least: 59, most: 59 }],
    ['2004-02-29', { least: 23, most: 23 }],
    ['1968-11', { least: 58, most: 59 }],
    ['1968-11-01', { least: 59, most: 59 }],
    ['1968-11-02', { least: 58, most: 58 }],
  ])('of %s says how old somebody is at the conference, as far as it can (case G15)', (text, age) => {
    expect(ageOn(born(text), CONFERENCE)).toEqual(age);
  });

  it('of 29 February turns a year on 1 March of other years', () => {
    expect(ageOn(born('2004-02-29'), '2027-02-28').most).toBe(22);
    expect(ageOn(born('2004-02-29'), '2027-03-01').least).toBe(23);
  });

  it('does not lie in the future, nor longer ago than anybody has lived (case G15)', () => {
    const today = '2027-05-03';
    expect(birthProblem('2027-11-02', today)).toBe('IN_THE_FUTURE');
    expect(birthProblem('2027-05-04', today)).toBe('IN_THE_FUTURE');
    expect(birthProblem('2027-06', today)).toBe('IN_THE_FUTURE');
    expect(birthProblem('2027-05-03', today)).toBeUndefined();
    expect(birthProblem('2027', today)).toBeUndefined();
    expect(birthProblem('1902', today)).toBeUndefined();
    expect(birthProblem('1901', today)).toBe('TOO_LONG_AGO');
    expect(birthProblem('2004-02-29', today)).toBeUndefined();
  });
});
