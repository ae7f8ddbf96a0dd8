import { describe, expect, it } from '@jest/globals';
import { protocolOrder } from '#libs/conference';
import { stateNameOn } from './state-name.js';

const STANDARD = { countries: [] };

describe('the name of a state on a day', () => {
  it('is Swaziland in July 2011 and Eswatini from 19 April 2018 on (case G3)', () => {
    const on = (day: string): string => stateNameOn(STANDARD, 'SZ', 'en', day);
    expect(['2011-07-04', '2018-04-18', '2018-04-19', '2027-11-01'].map(on)).toEqual([
      'Swaziland',
      'Swaziland',
      'Eswatini',
      'Eswatini',
    ]);
    expect(stateNameOn(STANDARD, 'SZ', 'es', '2011-11-01')).toBe('Swazilandia');
  });

  it('has its place in a list of that day: between Suriname and Sweden (case G3)', () => {
    const names = ['SE', 'SZ', 'SR'].map((code) => stateNameOn(STANDARD, code, 'en', '2011-11-01'));
    expect(names.sort(protocolOrder('en'))).toEqual(['Suriname', 'Swaziland', 'Sweden']);
  });

  it('is what the conference calls it, whatever the day', () => {
    const countries = [{ code: 'SZ', names: { en: 'Kingdom of Eswatini' }, isOffered: null }];
    expect(stateNameOn({ countries }, 'SZ', 'en', '2011-11-01')).toBe('Kingdom of Eswatini');
  });

  it("is today's in a language in which the former one is not known", () => {
    expect(stateNameOn(STANDARD, 'SZ', 'ru', '2011-11-01')).toBe('Эсватини');
  });
});
