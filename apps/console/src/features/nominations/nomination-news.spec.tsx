import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { FakeSocket } from '../../testing/fake-socket';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

let socket: FakeSocket;

vi.mock('graphql-ws', () => ({ createClient: () => socket.client }));

beforeEach(() => {
  socket = new FakeSocket();
});

type Given = NonNullable<Parameters<typeof nomination>[0]>;

const record = (given: Given) => ({
  nomination: { ...nomination({ availableActions: [], ...given }), stage: null, messages: [] },
});
const news = ({ version, state }: Given) => ({
  nominationChanged: { nomination: { id: 'nomination', version, state } },
});

async function open(given: Given): Promise<FakeApi> {
  const fake = new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: record(given),
  });
  await renderPage('/nominations/nomination');
  expect(await screen.findByRole('heading', { name: 'History' })).toBeDefined();
  await waitFor(() => {
    expect(socket.isHeard).toBe(true);
  });
  return fake;
}

describe('the open page of a nomination', () => {
  it.each([
    ['a newer version', { version: 2, state: 'SUBMITTED' }, 'Submitted'],
    ['a state that leaves the version as it is', { version: 1, state: 'UNDER_REVIEW' }, 'Under review'],
  ] as const)('follows the news of %s', async (_name, next, words) => {
    const before = next.state === 'SUBMITTED' ? 'DRAFT' : 'SUBMITTED';
    const fake = await open({ version: 1, state: before });
    expect(screen.queryByText(words, { selector: '.govuk-tag' })).toBeNull();
    fake.set('Nomination', record(next));
    socket.tell(news(next));
    expect(await screen.findByText(words, { selector: '.govuk-tag' })).toBeDefined();
    expect(fake.variablesOf('Nomination')).toHaveLength(2);
  });

  it('follows news that comes while it is being read again', async () => {
    const fake = await open({ version: 1, state: 'DRAFT' });
    const answers = [
      record({ version: 2, state: 'SUBMITTED' }),
      record({ version: 2, state: 'UNDER_REVIEW' }),
    ];
    fake.set('Nomination', () => answers.shift() ?? {});
    socket.tell(news({ version: 2, state: 'SUBMITTED' }));
    socket.tell(news({ version: 2, state: 'UNDER_REVIEW' }));
    expect(await screen.findByText('Under review', { selector: '.govuk-tag' })).toBeDefined();
  });

  it('keeps a form that somebody types in, whatever others do meanwhile', async () => {
    const fake = await open({ version: 1, state: 'RETURNED', availableActions: ['UPDATE', 'SUBMIT'] });
    const answer = () =>
      screen.queryByRole<HTMLTextAreaElement>('textbox', { name: 'Your answer (optional)' });
    await userEvent.type(answer() ?? document.body, 'She does.');
    const next: Given = { version: 2, state: 'SUBMITTED', availableActions: [] };
    fake.set('Nomination', record(next));
    socket.tell(news(next));
    expect(await screen.findByText('Submitted', { selector: '.govuk-tag' })).toBeDefined();
    expect(answer()?.value).toBe('She does.');
    await userEvent.clear(answer() ?? document.body);
    await waitFor(() => {
      expect(answer()).toBeNull();
    });
  });

  it('keeps the form of all answers, once it is open', async () => {
    const fake = await open({ version: 1, state: 'DRAFT', availableActions: ['UPDATE', 'SUBMIT'] });
    await userEvent.click(screen.getByRole('button', { name: 'Change the nomination' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Job title' }), ' and Chair');
    const next: Given = { version: 2, state: 'SUBMITTED', availableActions: [] };
    fake.set('Nomination', record(next));
    socket.tell(news(next));
    expect(await screen.findByText('Submitted', { selector: '.govuk-tag' })).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Job title' }).value).toBe(
      'Director and Chair',
    );
  });

  it('asks nothing for news of what it shows, or of what was before', async () => {
    const fake = await open({ version: 3, state: 'UNDER_REVIEW' });
    socket.tell(news({ version: 3, state: 'UNDER_REVIEW' }));
    socket.tell(news({ version: 2, state: 'DRAFT' }));
    expect(fake.variablesOf('Nomination')).toHaveLength(1);
  });
});
