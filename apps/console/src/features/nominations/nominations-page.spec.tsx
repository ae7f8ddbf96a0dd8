import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi, TOO_MUCH } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

function api(...nodes: ReturnType<typeof nomination>[]) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: [quota] },
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
