import { act, fireEvent, render, screen } from '@testing-library/react';
import { startTransition, use, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { FilterBar } from './filter-bar';

const WORDS = {
  label: 'Filters',
  search: 'Search',
  active: 'Chosen filters',
  clear: 'Clear',
  remove: (label: string) => `Remove ${label}`,
  quoted: (words: string) => `“${words}”`,
  chosen: (label: string, count: number) => `${label}: ${count}`,
};
const OPTIONS = [
  { value: 'DRAFT', label: 'Draft' },
  { value: 'SUBMITTED', label: 'Submitted' },
];

describe('a filter of a list that takes long to follow', () => {
  it('shows each tick at once, and loses none that was pressed before', async () => {
    const told: (readonly string[])[] = [];
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const SlowList = ({ count }: { readonly count: number }) => {
      if (count > 0) use(promise);
      return <p>{count}</p>;
    };
    const Page = () => {
      const [chosen, setChosen] = useState<readonly string[]>([]);
      return (
        <>
          <FilterBar
            words={WORDS}
            facets={[{ key: 'state', label: 'State', options: OPTIONS, chosen }]}
            onChoose={(_key, values) => {
              told.push(values);
              startTransition(() => {
                setChosen(values);
              });
            }}
            onClear={() => undefined}
          />
          <SlowList count={chosen.length} />
        </>
      );
    };
    render(<Page />);
    const press = (words: string) =>
      act(async () => {
        fireEvent.click(screen.getByText(words));
      });
    const ticks = () =>
      screen.getAllByRole<HTMLInputElement>('checkbox', { hidden: true }).map((box) => box.checked);

    await press('Draft');
    expect(ticks()).toEqual([true, false]);
    await press('Submitted');
    expect(ticks()).toEqual([true, true]);
    expect(told).toEqual([['DRAFT'], ['DRAFT', 'SUBMITTED']]);

    await act(async () => {
      resolve();
      await promise;
    });
    expect(await screen.findByText('2')).toBeDefined();
    expect(ticks()).toEqual([true, true]);
  });
});
