import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useTicked } from './use-ticked';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, version: 1 }));
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('rows that are ticked', () => {
  it('become a range with the shift key, in either direction, and are taken off the same way', () => {
    const { result } = renderHook(() => useTicked(rows));
    act(() => {
      result.current.tick('d', true, false);
    });
    act(() => {
      result.current.tick('b', true, true);
    });
    expect(idsOf(result.current.items)).toEqual(['b', 'c', 'd']);
    act(() => {
      result.current.tick('c', false, true);
    });
    expect(idsOf(result.current.items)).toEqual(['d']);
  });

  it('keep the version at which they were ticked, also when another page is shown', () => {
    const { result, rerender } = renderHook(({ shown }) => useTicked(shown), {
      initialProps: { shown: rows },
    });
    act(() => {
      result.current.tick('a', true, false);
    });
    rerender({ shown: [{ id: 'f', version: 4 }] });
    // The last one is not on this page, so there is no range to it.
    act(() => {
      result.current.tick('f', true, true);
    });
    expect(result.current.items).toEqual([
      { id: 'a', version: 1 },
      { id: 'f', version: 4 },
    ]);
  });

  it('are all of a page or none, all that match, or none at all', () => {
    const { result } = renderHook(() => useTicked(rows));
    act(() => {
      result.current.tickAll(true);
    });
    expect(result.current.items).toEqual(rows);
    act(() => {
      result.current.tickAll(false);
    });
    expect(result.current.items).toEqual([]);
    act(() => {
      result.current.take([{ id: 'z', version: 9 }]);
    });
    expect(result.current.has('z')).toBe(true);
    act(() => {
      result.current.clear();
    });
    expect(result.current.items).toEqual([]);
  });
});
