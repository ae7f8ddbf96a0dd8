import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { optionalLine } from '#libs/kernel';
import { columnList, columnsFrom, fieldReader } from './columns-from.js';

describe('columns of fields that people fill in', () => {
  it('follow from the rules of their input: the type, whether it may be left out, the choices', () => {
    const { title, size, isLate, colour, note } = columnsFrom({
      title: z.string(),
      size: z.number().int(),
      isLate: z.boolean(),
      colour: z.enum(['RED', 'BLUE']),
      note: optionalLine(5).nullish(),
    });
    const seen = [title, size, isLate, colour, note].map(({ type, isNullable, isNeeded, choices }) => [
      type,
      isNullable,
      isNeeded,
      choices,
    ]);
    expect(seen).toEqual([
      ['text', false, true, undefined],
      ['int4', false, true, undefined],
      ['bool', false, true, undefined],
      ['text', false, true, ['RED', 'BLUE']],
      ['text', true, false, undefined],
    ]);
  });

  it('are refused at once where no column follows', () => {
    expect(() => columnsFrom({ when: z.date() })).toThrow('No column follows from the input when');
  });

  it('are read by the names that they have in PostgreSQL', () => {
    expect(columnList('p', ['name', 'jobTitle'])).toBe('p.name, p.job_title');
    const read = fieldReader(['name', 'jobTitle']);
    expect(read({ name: 'Ada Sample', job_title: 'Envoy', other: 1 })).toEqual({
      name: 'Ada Sample',
      jobTitle: 'Envoy',
    });
  });
});
