import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownTable } from './small-cells.js';

describe('a table of people', () => {
  it('hides a second part where one alone could be worked out (case F30)', () => {
    const ages = { 'under 25': 3, '25 to 64': 40, '65 and over': 12 };
    expect(shownTable(ages, 5)).toEqual({
      cells: { 'under 25': 'FEW', '25 to 64': 40, '65 and over': 'HIDDEN' },
      total: 55,
    });
  });

  it('has no total where there is no second part to hide', () => {
    expect(shownTable({ yes: 3, no: 0 }, 5)).toEqual({ cells: { yes: 'FEW', no: 0 }, total: null });
  });

  it('is told whole where every part is large enough, or has nobody', () => {
    expect(shownTable({ a: 5, b: 0, c: 90 }, 5)).toEqual({ cells: { a: 5, b: 0, c: 90 }, total: 95 });
  });

  it('tells nothing of a few who came between two versions (case F30)', () => {
    const first = shownTable({ a: 20, b: 30, c: 40 }, 5);
    const second = shownTable({ a: 23, b: 36, c: 40 }, 5, first);
    expect(second.cells).toEqual({ a: 'HIDDEN', b: 'HIDDEN', c: 40 });
    expect(second.total).toBe(99);
    expect(shownTable({ a: 22, b: 30, c: 40 }, 5, first).total).toBeNull();
  });

  it('never lets a part of a few be worked out from the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), (counts) => {
        const table = shownTable(Object.fromEntries(counts.map((count, i) => [`part ${i}`, count])), 5);
        const shown = Object.values(table.cells);
        expect(shown.some((cell) => typeof cell === 'number' && cell > 0 && cell < 5)).toBe(false);
        const isTold = shown.filter((cell) => typeof cell !== 'number').length === 1 && table.total !== null;
        expect(isTold).toBe(false);
      }),
    );
  });
});
