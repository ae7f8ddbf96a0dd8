import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

/** Long ago by the browser's clock: what is still going out does not hang on it. */
const batch = (messagesSent: number, number = 1, auditHead: string | null = null) => ({
  id: `b${number}`,
  number,
  releasedAt: '2011-05-05T09:00:00Z',
  releasedBy: { id: 'u1', name: 'Sam Sample' },
  size: 7,
  messagesSent,
  messagesFailed: 0,
  auditHead,
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

  it('are headed by what they are, also on a card of a telephone', async () => {
    await openPage(one(0));
    expect(screen.getByRole('rowheader').textContent).toBe('ReleaseRelease 1');
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

  it('name the head of the audit trail that covers each of them, as soon as it is sealed', async () => {
    const head = `1204:${'ab'.repeat(32)}`;
    const api = await openPage(one(7));
    expect(screen.queryByText(/^Head:/)).toBeNull();
    api.set('DecisionBatches', { decisionBatches: page([batch(7, 1, head)]) });
    await pass(2_000);
    expect(await screen.findByText('Head: entry 1204')).toBeTruthy();
    expect(screen.getByText(head)).toBeTruthy();
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
    const place = document.activeElement as HTMLElement;
    expect(within(place).getByRole('rowheader', { name: /100$/ })).toBeTruthy();
    expect(within(place).queryByRole('rowheader', { name: /102$/ })).toBeNull();
  });

  it('that cannot be read are told as that below those that are there, and are read when asked again', async () => {
    const first = page([batch(7, 102)]);
    const pageInfo = { ...first.pageInfo, hasNextPage: true, endCursor: 'c102' };
    let isOffline = true;
    await openPage(({ after }: Record<string, string>) => {
      if (after !== 'c102') return { decisionBatches: { ...first, pageInfo } };
      return isOffline ? 'offline' : { decisionBatches: page([batch(7, 101)]) };
    });
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier releases' }));
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getByRole('rowheader', { name: /102$/ })).toBeTruthy();
    isOffline = false;
    again.focus();
    fireEvent.click(again);
    const earlier = await screen.findByRole('rowheader', { name: /101$/ });
    expect(document.activeElement?.contains(earlier)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('are told as not to be read when the first of them are not', async () => {
    new FakeApi({
      Session: session('HOST_APPROVER'),
      CurrentConference: currentConference,
      ReleasePreview: { releasePreview: preview },
      WaitingDecisions: { nominations: page([]) },
      DecisionBatches: () => 'offline',
    });
    await renderPage('/release');
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
