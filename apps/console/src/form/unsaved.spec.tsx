import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { currentConference, inboxNomination, nomination, page, quota, session } from '../testing/samples';

function api(...roles: Parameters<typeof session>) {
  return new FakeApi({
    Session: session(...roles),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    KnownNominees: { knownNominees: [] },
    Nominations: { nominations: page([nomination()]) },
    Inbox: { inbox: page([inboxNomination()]) },
    InboxSequence: { inbox: page([{ id: 'item', nomination: { id: 'nomination' } }]) },
    InboxItem: { nomination: inboxNomination({ availableActions: ['DECIDE', 'RETURN'] }) },
    AbsentColleagues: { absentColleagues: [] },
  });
}

const question = () => screen.queryByRole('dialog', { name: 'Leave without saving?' });
const answer = async (name: string) =>
  userEvent.click(within(question() ?? document.body).getByRole('button', { name }));

/** Whether the browser would ask before it loads or closes the page. */
function wouldAsk(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

async function typeName(text: string) {
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Full name' });
  await userEvent.type(name, text);
  return name;
}

describe('leaving a form with something typed in it', () => {
  it('asks before a link, and stays or goes', async () => {
    api('PARTNER_COORDINATOR');
    const { router } = await renderPage('/nominations/new');
    const name = await typeName('Ada Sample');
    expect(wouldAsk()).toBe(true);
    await userEvent.click(screen.getByRole('link', { name: 'Messages' }));
    await answer('Stay and go on');
    expect([router.state.location.pathname, name.value]).toEqual(['/nominations/new', 'Ada Sample']);
    expect(question()).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Nominations' }));
    await answer('Leave without saving');
    expect(await screen.findByRole('heading', { level: 1, name: 'Nominations' })).toBeDefined();
    expect(wouldAsk()).toBe(false);
  });

  it('asks before Back', async () => {
    api('PARTNER_COORDINATOR');
    const { router } = await renderPage('/nominations');
    await act(() => router.navigate('/nominations/new'));
    const name = await typeName('Ada Sample');
    await act(() => router.navigate(-1));
    await answer('Stay and go on');
    expect([router.state.location.pathname, name.value]).toEqual(['/nominations/new', 'Ada Sample']);
    await act(() => router.navigate(-1));
    await answer('Leave without saving');
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/nominations');
    });
  });

  it('asks nothing where nothing is typed, or what was typed is gone again', async () => {
    api('PARTNER_COORDINATOR');
    const { router } = await renderPage('/nominations/new');
    const name = await typeName('Ada');
    await userEvent.clear(name);
    expect(wouldAsk()).toBe(false);
    await userEvent.click(screen.getByRole('link', { name: 'Nominations' }));
    expect(question()).toBeNull();
    expect(router.state.location.pathname).toBe('/nominations');
  });

  it('asks nothing once it is saved', async () => {
    const fake = api('PARTNER_COORDINATOR');
    fake.set('CreateNomination', {
      createNomination: { nomination: { id: 'nomination', version: 1 }, errors: [] },
    });
    fake.set('Nomination', { nomination: { ...nomination(), stage: null, messages: [] } });
    const { router } = await renderPage('/nominations/new');
    await typeName('Ada Sample');
    await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/nominations/nomination');
    });
    expect(question()).toBeNull();
    expect(wouldAsk()).toBe(false);
  });

  it('asks before another act, Escape and Cancel take the form away', async () => {
    api('HOST_APPROVER');
    await renderPage('/inbox/nomination');
    await userEvent.click(await screen.findByRole('button', { name: /^Refuse/ }));
    const reason = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /own words/ });
    await userEvent.type(reason, 'No room left');
    await userEvent.keyboard('{Escape}');
    await answer('Stay and go on');
    await userEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
    await answer('Stay and go on');
    act(() => {
      reason.blur();
    });
    await userEvent.keyboard('a');
    await answer('Stay and go on');
    expect(reason.isConnected && reason.value).toBe('No room left');
    await userEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
    await answer('Leave without saving');
    expect(screen.queryByRole('textbox', { name: /own words/ })).toBeNull();
    expect(wouldAsk()).toBe(false);
  });
});
