import { describe, expect, it } from '@jest/globals';
import { builtInFormat, formatNumber, numberFormat, plainNumber } from './number-format.js';

const shown = (value: number, code: string): string => formatNumber(value, numberFormat(code), 1900).text;

describe('a number under its format', () => {
  it.each([
    ['General', 12, '12'],
    ['General', 442079460101, '442079460101'],
    ['General', 0.1 + 0.2, '0.3'],
    ['00000', 12, '00012'],
    ['00000', 123456, '123456'],
    ['0', 12.6, '13'],
    ['0.00', 1200.5, '1200.50'],
    ['0.0#', 1.25, '1.25'],
    ['0.0#', 1.2, '1.2'],
    ['#,##0.00', 1200, '1200.00'],
    ['0%', 0.125, '13%'],
    ['0.00%', 0.125, '12.50%'],
    ['000 000 000', 12345678, '012 345 678'],
    ['"+"00', 44, '+44'],
    ['"TRUE";"TRUE";"FALSE"', 0, 'FALSE'],
    ['[Red]-0;0', -5, '5'],
    ['0;[Red]-0', -5, '-5'],
    ['0.00 "€"', 2.5, '2.50 €'],
    ['@', 7, '7'],
    ['0.00E+00', 12, '12'],
    ['# ?/?', 0.5, '0.5'],
  ])('%s of %d is %s', (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  it.each([
    'dd/mm/yyyy',
    'dd\\.mm\\.yyyy',
    '[$-409]d\\-mmm\\-yy;@',
    'yyyy"年"m"月"d"日"',
    'm/d/yy',
    '[$-F800]dddd',
  ])('%s is a date', (code) => {
    expect(formatNumber(40847, numberFormat(code), 1900)).toEqual({ text: '2011-10-31', date: '2011-10-31' });
  });

  it.each(['"day" 0', '0 "months"', '[Red]0', '0\\d'])('%s is none', (code) => {
    expect(formatNumber(40847, numberFormat(code), 1900).date).toBeUndefined();
  });

  it('has a number in place of a code for what programs have built in', () => {
    expect(formatNumber(40847, builtInFormat(14), 1900).date).toBe('2011-10-31');
    expect(formatNumber(0.5, builtInFormat(9), 1900).text).toBe('50%');
    expect(formatNumber(40847, builtInFormat(0), 1900).text).toBe('40847');
  });

  it('is not worked on for ever', () => {
    expect(shown(1, '0'.repeat(10_000))).toBe('1');
    expect(plainNumber(1e300)).toBe('1E+300');
    expect(shown(1e300, '0.00')).toBe('1E+300');
  });
});
