import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

/** Long ago by the browser's clock: what is still going out does not hang on it. */
const batch = (messagesSent: number, number = 1) => ({
  id: `b${number}`,
  number,
  releasedAt: '2011-05-05T09:00:00Z',
  releasedBy: { id: 'u1', name: 'Sam Sample' },
  size: 7,
  messagesSent,
  messagesFailed: 0,
});
const one = (messagesSent: number) => ({ decisionBatches: page([batch(messagesSent)]) });

const preview = {
  approved: 0,
  rejected: 0,
  reserved: 0,
  messageCount: 0,
  messages: [],
  notices: [],
  skipped: [],
};

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const sent = () => screen.getAllByRole('row').at(-1)?.textContent;

async function openPage(batches: object) {
  const api = new FakeApi({
    Session: session('HOST_APPROVER'),
    CurrentConference: currentConference,
    ReleasePreview: { releasePreview: preview },
    WaitingDecisions: { nominations: page([]) },
    DecisionBatches: batches,
  });
  await renderPage('/release');
  await screen.findAllByRole('row');
  return api;
}

describe('the earlier releases', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follow the messages that are still going out', async () => {
    const api = await openPage(one(0));
    expect(sent()).toMatch(/sent0/i);
    api.set('DecisionBatches', one(5));
    await pass(2_000);
    await waitFor(() => {
      expect(sent()).toMatch(/sent5/i);
    });
    api.set('DecisionBatches', one(7));
    await pass(2_000);
    await waitFor(() => {
      expect(sent()).toMatch(/sent7/i);
    });
  });

  it('of long ago are shown page by page, when somebody asks for them', async () => {
    const first = page([batch(7, 102), batch(7, 101)]);
    const pageInfo = { ...first.pageInfo, hasNextPage: true, endCursor: 'c101' };
    const api = await openPage(({ after }: Record<string, string>) => ({
      decisionBatches: after === 'c101' ? page([batch(7, 100)]) : { ...first, pageInfo },
    }));
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier releases' }));
    await screen.findByRole('rowheader', { name: /100$/ });
    expect(screen.getByRole('rowheader', { name: /102$/ })).toBeTruthy();
    expect(api.variablesOf('DecisionBatches').at(-1)).toMatchObject({ after: 'c101' });
  });
});
