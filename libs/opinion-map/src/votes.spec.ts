import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { rankIds } from './rank-ids.js';
import { OpinionMapRefusal, VoteBook } from './votes.js';

describe('a book of votes with ids of text', () => {
  it('numbers people and statements in the order of their names, not of their coming', () => {
    const book = new VoteBook();
    book.add('s-b', 'p-z', 1, 10);
    book.add('s-a', 'p-y', -1, 20);
    book.add('s-b', 'p-y', 0, 30);
    const { votes, statementNames, participantNames } = book.columns();
    expect(statementNames).toEqual(['s-a', 's-b']);
    expect(participantNames).toEqual(['p-y', 'p-z']);
    expect([...Array.from(votes.statement)]).toEqual([1, 0, 1]);
    expect([...Array.from(votes.participant)]).toEqual([1, 0, 0]);
    expect([...Array.from(votes.value)]).toEqual([1, -1, 0]);
    expect(mapOpinions(votes).counts.cells).toBe(3);
  });

  it('orders names the same on every machine: by code unit', () => {
    const book = new VoteBook();
    for (const name of ['ä', 'a', 'Z', 'é', '10', '9']) book.add('s', name, 1, 0);
    expect(book.columns().participantNames).toEqual(['10', '9', 'Z', 'a', 'ä', 'é']);
  });
});

describe('a book of votes refuses', () => {
  const code = (value: unknown, time: unknown) => {
    const book = new VoteBook();
    book.add('s', 'p', 1, 0);
    let refused: unknown;
    try {
      book.add('s-other', 'p-other', value as 1, time as number);
    } catch (error) {
      refused = error;
    }
    expect(book.columns().statementNames).toEqual(refused === undefined ? ['s', 's-other'] : ['s']);
    expect(book.columns().votes.value.length).toBe(refused === undefined ? 2 : 1);
    return refused instanceof OpinionMapRefusal ? refused.code : refused;
  };

  it.each([Number.NaN, 257, 1.7, -255, 2, -2, Infinity, '1', null, undefined])(
    'the value %p, which a column of small numbers would take for a vote',
    (value) => {
      expect(code(value, 0)).toBe('BAD_VALUE');
    },
  );

  it.each([Number.NaN, undefined, '2026-01-01', null])('the time %p', (time) => {
    expect(code(1, time)).toBe('BAD_TIME');
  });

  it('nothing that is a vote', () => {
    for (const value of [-1, 0, 1]) expect(code(value, -5)).toBeUndefined();
  });
});

describe('ranks of ids', () => {
  it('are the same for dense ids, by a table, and for scattered ones, by sorting', () => {
    const dense = Int32Array.of(5, 3, 9, 3, 5);
    const scattered = dense.map((id) => id * 200_000_000);
    expect([...rankIds(dense).rank]).toEqual([1, 0, 2, 0, 1]);
    expect([...rankIds(scattered).rank]).toEqual([1, 0, 2, 0, 1]);
    expect([...rankIds(dense, 2).rank]).toEqual([1, 0, -1, 0, 1]);
    expect([...rankIds(scattered, 2).rank]).toEqual([1, 0, -1, 0, 1]);
    expect([...rankIds(scattered, 2).ids]).toEqual([600_000_000, 1_000_000_000]);
  });
});
