import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { session } from '../../testing/samples';

const aKey = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown;
const accepted = { requestSignInLink: { isAccepted: true, errors: [] } };

describe('signing in', () => {
  it('asks for an address first, and says how to mend a wrong one', async () => {
    const api = new FakeApi({ Session: session() });
    await renderPage('/sign-in');
    await userEvent.click(screen.getByRole('button', { name: 'Send me a sign-in link' }));
    expect(await screen.findByRole('link', { name: 'Enter your e-mail address' })).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'sam@people');
    await userEvent.click(screen.getByRole('button', { name: 'Send me a sign-in link' }));
    expect(await screen.findByRole('link', { name: /like name@example.org/ })).toBeDefined();
    expect(api.variablesOf('RequestSignInLink')).toEqual([]);
  });

  it('sends the link and says so, with the page to go on to', async () => {
    const api = new FakeApi({ Session: session(), RequestSignInLink: accepted });
    await renderPage('/sign-in?next=%2Finbox%3Fstage%3DREVIEW');
    await userEvent.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'sam@people.example');
    await userEvent.click(screen.getByRole('button', { name: 'Send me a sign-in link' }));
    expect(await screen.findByRole('heading', { name: 'Check your e-mail' })).toBeDefined();
    expect(api.variablesOf('RequestSignInLink')).toEqual([
      { input: { idempotencyKey: aKey, email: 'sam@people.example', next: '/inbox?stage=REVIEW' } },
    ]);
  });

  it('uses a link only when the button is pressed, and explains one that is used up', async () => {
    const refused = { signIn: { next: null, errors: [{ code: 'LINK_INVALID', message: 'x', path: [] }] } };
    const api = new FakeApi({ Session: session(), SignIn: refused });
    await renderPage('/sign-in/link#secret-token');
    expect(api.variablesOf('SignIn')).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/This link no longer works/)).toBeDefined();
    expect(api.variablesOf('SignIn')).toEqual([{ input: { idempotencyKey: aKey, token: 'secret-token' } }]);
    expect(screen.getByRole('link', { name: 'Ask for a new link' })).toBeDefined();
  });

  it.each([
    {
      what: 'the wish for a link',
      operation: 'RequestSignInLink',
      at: '/sign-in',
      act: async () => {
        const address = screen.getByRole<HTMLInputElement>('textbox', { name: 'E-mail address' });
        if (address.value === '') await userEvent.type(address, 'sam@people.example');
        await userEvent.click(screen.getByRole('button', { name: 'Send me a sign-in link' }));
      },
    },
    {
      what: 'the use of a link',
      operation: 'SignIn',
      at: '/sign-in/link#secret-token',
      act: async () => userEvent.click(await screen.findByRole('button', { name: 'Sign in' })),
    },
    {
      what: 'signing out',
      operation: 'SignOut',
      at: '/account',
      act: async () => userEvent.click(await screen.findByRole('button', { name: 'Sign out' })),
    },
  ])('repeats $what whose answer got lost under the same key', async ({ operation, at, act }) => {
    const api = new FakeApi({
      Session: operation === 'SignOut' ? session('AUDITOR') : session(),
      ApiTokens: { viewer: { apiTokens: [] } },
      [operation]: () => 'offline',
    });
    await renderPage(at);
    for (const times of [1, 2]) {
      await act();
      await waitFor(() => {
        expect(api.variablesOf(operation)).toHaveLength(times);
      });
      await screen.findByRole('alert');
    }
    const [first, second] = api.variablesOf(operation);
    expect(first).toMatchObject({ input: { idempotencyKey: aKey } });
    expect(second).toEqual(first);
  });

  it('sends people who are not signed in to the sign-in page, and back afterwards', async () => {
    new FakeApi({ Session: session() });
    const { router } = await renderPage('/nominations?state=DRAFT');
    expect(router.state.location.pathname).toBe('/sign-in');
    expect(new URLSearchParams(router.state.location.search).get('next')).toBe('/nominations?state=DRAFT');
  });

  it('tells people whose role does not open a page', async () => {
    new FakeApi({ Session: session('PARTNER_COORDINATOR') });
    await renderPage('/administration');
    expect(screen.getByRole('heading', { name: 'You cannot open this page' })).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Inbox' })).toBeNull();
  });

  it('shows that the service does not answer, and asks again on demand', async () => {
    const api = new FakeApi({ Session: () => 'offline', PublicConferences: { conferences: [] } });
    await renderPage('/');
    expect(await screen.findByText('There is no connection')).toBeDefined();
    api.set('Session', session());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: /one conference, several organisers/ })).toBeDefined();
  });
});
