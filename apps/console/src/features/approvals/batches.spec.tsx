import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

/** Long ago by the browser's clock: what is still going out does not hang on it. */
const batch = (messagesSent: number) => ({
  decisionBatches: [
    {
      id: 'b1',
      number: 1,
      releasedAt: '2011-05-05T09:00:00Z',
      releasedBy: { id: 'u1', name: 'Sam Sample' },
      size: 7,
      messagesSent,
      messagesFailed: 0,
    },
  ],
});

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

async function openPage(messagesSent: number) {
  const api = new FakeApi({
    Session: session('HOST_APPROVER'),
    CurrentConference: currentConference,
    ReleasePreview: { releasePreview: preview },
    WaitingDecisions: { nominations: page([]) },
    DecisionBatches: batch(messagesSent),
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
    const api = await openPage(0);
    expect(sent()).toMatch(/sent0/i);
    api.set('DecisionBatches', batch(5));
    await pass(2_000);
    await waitFor(() => {
      expect(sent()).toMatch(/sent5/i);
    });
    api.set('DecisionBatches', batch(7));
    await pass(2_000);
    await waitFor(() => {
      expect(sent()).toMatch(/sent7/i);
    });
  });
});
