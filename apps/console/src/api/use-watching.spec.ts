import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useWatching } from './use-watching';

const MINUTE = 60_000;

function watch(sign: string) {
  const refresh = vi.fn<() => void>();
  const { rerender, unmount } = renderHook(
    (properties: { sign: string }) => {
      useWatching(refresh, properties.sign);
    },
    { initialProps: { sign } },
  );
  return {
    refresh,
    unmount,
    changeTo: (next: string) => {
      rerender({ sign: next });
    },
  };
}

describe('watching', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('reads ever more rarely while nothing changes', () => {
    const { refresh } = watch('0 sent');
    for (const [index, seconds] of [2, 4, 8, 16, 32, 60, 60].entries()) {
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      expect(refresh).toHaveBeenCalledTimes(index);
      vi.advanceTimersByTime(1);
      expect(refresh).toHaveBeenCalledTimes(index + 1);
    }
  });

  it('reads soon again after a change', () => {
    const { refresh, changeTo } = watch('0 sent');
    vi.advanceTimersByTime(5 * MINUTE);
    const before = refresh.mock.calls.length;
    changeTo('5 sent');
    vi.advanceTimersByTime(2_000);
    expect(refresh).toHaveBeenCalledTimes(before + 1);
  });

  it('ends after ten minutes without a change', () => {
    const { refresh } = watch('7 sent');
    vi.advanceTimersByTime(12 * MINUTE);
    const before = refresh.mock.calls.length;
    expect(before).toBeGreaterThan(10);
    vi.advanceTimersByTime(60 * MINUTE);
    expect(refresh).toHaveBeenCalledTimes(before);
  });

  it('ends with its page', () => {
    const { refresh, unmount } = watch('0 sent');
    unmount();
    vi.advanceTimersByTime(MINUTE);
    expect(refresh).not.toHaveBeenCalled();
  });
});
