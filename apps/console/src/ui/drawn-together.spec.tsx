import { act, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DrawnTogether, usePartOnItsWay, useUntilNextPage } from './drawn-together';

interface PartProps {
  readonly words: string;
  readonly isOnItsWay: boolean;
}

function Part({ words, isOnItsWay }: PartProps) {
  usePartOnItsWay(isOnItsWay);
  return <button type="button">{isOnItsWay ? 'on its way' : words}</button>;
}

const News = ({ news }: { readonly news: string }) => <p>{useUntilNextPage(news)}</p>;

interface Parts {
  readonly page?: string;
  readonly list?: boolean;
  readonly bars?: boolean;
  readonly news?: string;
}

const parts = ({ page = '/one', list = false, bars = false, news = '' }: Parts) => (
  <DrawnTogether page={page} loadingLabel="Loading">
    <News news={news} />
    <Part words="bars" isOnItsWay={bars} />
    <Part words="list" isOnItsWay={list} />
  </DrawnTogether>
);

const isDrawn = () => screen.getAllByRole('button')[0]?.closest('.app-undrawn') === null;

describe('a page that is read in parts', () => {
  it('is drawn when the last of them is there, and stays drawn while one is read again', async () => {
    const { rerender } = render(parts({ list: true, bars: true }));
    expect(isDrawn()).toBe(false);
    await act(async () => {
      rerender(parts({ bars: true }));
    });
    expect(isDrawn()).toBe(false);
    await act(async () => {
      rerender(parts({}));
    });
    expect(isDrawn()).toBe(true);
    await act(async () => {
      rerender(parts({ list: true }));
    });
    expect(isDrawn()).toBe(true);
  });

  it('is drawn at once where nothing is on its way, and waits anew as another page', async () => {
    const { rerender } = render(parts({}));
    expect(isDrawn()).toBe(true);
    await act(async () => {
      rerender(parts({ page: '/two', list: true }));
    });
    expect(isDrawn()).toBe(false);
    await act(async () => {
      rerender(parts({ page: '/two' }));
    });
    expect(isDrawn()).toBe(true);
  });

  it('shows news above it that come in time, and later ones on the next page', async () => {
    const { rerender } = render(parts({ list: true, news: '' }));
    await act(async () => {
      rerender(parts({ list: true, news: 'Mail waits' }));
    });
    await act(async () => {
      rerender(parts({ news: 'Mail waits' }));
    });
    expect(screen.getByText('Mail waits')).toBeTruthy();
    await act(async () => {
      rerender(parts({ news: 'Mail goes out' }));
    });
    expect(screen.getByText('Mail waits')).toBeTruthy();
    await act(async () => {
      rerender(parts({ page: '/two', news: 'Mail goes out' }));
    });
    expect(screen.getByText('Mail goes out')).toBeTruthy();
  });
});
