import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#libs/kernel';
import { printInSlices } from './print-in-slices.js';

const many = Array.from({ length: 3_000 }, (_, index) => ({
  id: index,
  name: `Zoë “${index}” \n 😀`,
  none: undefined,
}));

describe('an answer that is printed in slices', () => {
  it.each([
    ['a long list', { data: { list: { nodes: many, totalCount: 3_000 } } }],
    [
      'errors beside data',
      { errors: [{ message: 'No.', path: ['a', 0] }], data: { a: null, b: [null, 1, 'x', true] } },
    ],
    [
      'what JSON leaves out or writes otherwise',
      { data: { a: undefined, b: [undefined], c: new Date(0), d: {}, e: [], f: Number.NaN } },
    ],
    ['lists in lists', { data: { a: { b: { c: { d: { e: [[1, [2]], { f: many.slice(0, 3) }] } } } } } }],
    ['no data', {}],
    ['names that need quotes', { data: { 'a"b': { 'c\\d': ['é'] } } }],
  ])('has the text of JSON: %s', async (_, answer) => {
    const printed = await printInSlices(ANONYMOUS, answer);
    expect(Buffer.concat(printed).toString('utf8')).toBe(`${JSON.stringify(answer)}\n`);
  });
});
