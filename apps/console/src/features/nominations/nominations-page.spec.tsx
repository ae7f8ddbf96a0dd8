import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi, TOO_MUCH } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

function api(...nodes: ReturnType<typeof nomination>[]) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nominations: { nominations: page(nodes) },
  });
}

const lastOf = <Value,>(values: readonly Value[]) => values.at(-1);

describe('the list of nominations', () => {
  it('shows the places, the people and plain states', async () => {
    api(nomination({ state: 'UNDER_REVIEW', submittedAt: '2011-05-03T09:00:00Z', availableActions: [] }));
    await renderPage('/nominations');
    expect(await screen.findByText('12 of 40 places')).toBeDefined();
    const row = await screen.findByRole('row', { name: /Zoë Quill/ });
    expect(row.textContent).toContain('With Foreign & Commonwealth Office since 3 May 2011');
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/nominations/nomination');
  });

  it('shows the name for the badge in grey after a name in other letters, and after no other', async () => {
    const person = nomination().person;
    api(
      nomination({ id: 'chinese', person: { ...person, name: '李小明', badgeName: 'Li Xiaoming' } }),
      nomination({ id: 'latin', person: { ...person, name: 'Zoë Quill', badgeName: 'Zoe Quill' } }),
    );
    await renderPage('/nominations');
    const grey = await screen.findByText('Li Xiaoming');
    expect(grey.className).toBe('app-badge-name');
    expect(grey.closest('th')?.textContent).toBe('Name李小明 Li Xiaoming');
    expect(screen.getByRole('link', { name: 'Zoë Quill' }).closest('th')?.textContent).toBe('NameZoë Quill');
  });

  it.each([
    ['PARTNER_COORDINATOR', false],
    ['HOST_OFFICER', true],
  ] as const)('offers %s to look for decisions that are not released: %s', async (role, isOffered) => {
    api(nomination()).set('Session', session(role));
    await renderPage('/nominations');
    await userEvent.click(await screen.findByText('State', { selector: 'summary' }));
    expect(screen.getByRole('checkbox', { name: 'Approved' })).toBeDefined();
    expect(screen.queryByRole('checkbox', { name: 'Decided' }) !== null).toBe(isOffered);
  });

  it('is come back to as it was, from a nomination that was opened in it', async () => {
    const fake = api(nomination());
    fake.set('Nomination', { nomination: { ...nomination(), stage: null, messages: [] } });
    const { router } = await renderPage('/nominations?search=quill&state=DRAFT');
    await userEvent.click(await screen.findByRole('link', { name: 'Zoë Quill' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Back to the nominations' }));
    expect(router.state.location.search).toBe('?search=quill&state=DRAFT');
  });

  it('keeps every filter and the order in its address', async () => {
    const fake = api(nomination());
    const { router } = await renderPage('/nominations');
    await userEvent.click(await screen.findByText('State', { selector: 'summary' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Draft' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Returned' }));
    await userEvent.type(screen.getByRole('searchbox'), 'quill{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Name' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe(
        '?state=DRAFT&state=RETURNED&search=quill&order=NAME&direction=ASC',
      );
    });
    await waitFor(() => {
      expect(lastOf(fake.variablesOf('Nominations'))).toMatchObject({
        filter: { states: ['DRAFT', 'RETURNED'], search: 'quill' },
        orderBy: { field: 'NAME', direction: 'ASC' },
      });
    });
  });

  it('keeps a filter menu open while its words are pressed, and never loses the focus', async () => {
    api(nomination());
    const { router } = await renderPage('/nominations');
    const summary = await screen.findByText('State', { selector: 'summary' });
    const menu = summary.closest('details');
    const edge = menu?.querySelector('.app-facet__choices') ?? summary;
    await userEvent.click(summary);
    await userEvent.click(screen.getByText('Draft', { selector: 'label' }));
    expect(router.state.location.search).toBe('?state=DRAFT');
    expect(menu?.open).toBe(true);
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Draft' }));
    await userEvent.click(edge);
    expect(menu?.open).toBe(true);
    expect(menu?.contains(document.activeElement)).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(menu?.open).toBe(false);
    expect(document.activeElement).toBe(summary);
    await userEvent.click(summary);
    await userEvent.tab();
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    expect(menu?.open).toBe(false);
    await userEvent.click(summary);
    await userEvent.click(screen.getByRole('heading', { level: 1 }));
    expect(menu?.open).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter Draft' }));
    expect(router.state.location.search).toBe('');
    expect(document.activeElement).toBe(screen.getByRole('search', { name: 'Filter the list' }));
  });

  it('makes each filter a step that Back undoes', async () => {
    api(nomination());
    const { router } = await renderPage('/nominations');
    await userEvent.click(await screen.findByText('State', { selector: 'summary' }));
    await userEvent.click(screen.getByText('Draft', { selector: 'label' }));
    await userEvent.click(screen.getByText('Returned', { selector: 'label' }));
    await userEvent.type(screen.getByRole('searchbox'), 'quill{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    const addresses = [];
    for (let steps = 0; steps < 3; steps++) {
      await act(() => router.navigate(-1));
      addresses.push(router.state.location.search);
    }
    expect(addresses).toEqual(['?state=DRAFT&state=RETURNED', '?state=DRAFT', '']);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it('reads its filters from an address that a colleague sent, and takes them off one by one', async () => {
    const fake = api();
    const { router } = await renderPage('/nominations?state=DRAFT&search=quill&state=NONSENSE');
    expect(await screen.findByText(/No nomination matches this/)).toBeDefined();
    expect(lastOf(fake.variablesOf('Nominations'))).toMatchObject({
      filter: { states: ['DRAFT'], search: 'quill' },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter Draft' }));
    await waitFor(() => {
      expect(router.state.location.search).not.toContain('DRAFT');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Remove all filters' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
  });

  it('tells whoever has asked for too much what to do, and asks again on demand', async () => {
    const fake = api(nomination());
    fake.set('Nominations', TOO_MUCH);
    await renderPage('/nominations');
    const notice = await screen.findByRole('alert');
    expect(within(notice).getByRole('heading').textContent).toBe('Too much at once');
    expect(notice.textContent).toContain('Wait a few seconds, then try again.');
    fake.set('Nominations', { nominations: page([nomination()]) });
    await userEvent.click(within(notice).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('row', { name: /Zoë Quill/ })).toBeDefined();
  });

  it('saves a rank from its row', async () => {
    const fake = api(nomination());
    fake.set('UpdateNomination', {
      updateNomination: { nomination: { id: 'nomination', version: 2, rank: 1 }, errors: [] },
    });
    await renderPage('/nominations');
    const field = await screen.findByRole('textbox', { name: /^Rank of/ });
    await userEvent.clear(field);
    await userEvent.type(field, 'first{Enter}');
    expect(await screen.findByText('Enter the rank as a whole number, such as 3')).toBeDefined();
    expect(fake.variablesOf('UpdateNomination')).toEqual([]);
    await userEvent.clear(field);
    await userEvent.type(field, '1{Enter}');
    expect(await screen.findByText('Saved')).toBeDefined();
    expect(fake.variablesOf('UpdateNomination')).toMatchObject([
      { id: 'nomination', input: { version: 1, rank: 1 } },
    ]);
  });

  it('says what failed, with the number to quote, and keeps the page', async () => {
    const fake = api();
    fake.set('Nominations', {
      errors: [{ message: 'x', extensions: { code: 'INTERNAL', correlationId: 'c-42' } }],
    });
    await renderPage('/nominations');
    expect(await screen.findByText('If you report this, quote c-42.')).toBeDefined();
    fake.set('Nominations', { nominations: page([nomination()]) });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('row', { name: /Zoë Quill/ })).toBeDefined();
  });
});
