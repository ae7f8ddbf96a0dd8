import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const SINCE = '2011-05-05T09:00:00Z';

function api(role: 'PARTNER_NOMINATOR' | 'PARTNER_COORDINATOR', given: Parameters<typeof nomination>[0]) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: { nomination: { ...nomination(given), stage: null, messages: [] } },
  });
}
const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};

describe('what is ready to submit', () => {
  it('is said by a nominator with one press, after who submits; the focus stays with what is said', async () => {
    const draft = { state: 'DRAFT', availableActions: ['UPDATE', 'MARK_READY'] } as const;
    const fake = api('PARTNER_NOMINATOR', { ...draft, availableActions: [...draft.availableActions] });
    const marked = { readyAt: SINCE, availableActions: ['UPDATE' as const, 'UNMARK_READY' as const] };
    fake.set('MarkReady', {
      markReady: { nomination: { id: 'nomination', version: 2, ...marked }, errors: [] },
    });
    await renderPage('/nominations/nomination');
    await screen.findByText(/^A coordinator of your organisation submits it/);
    fake.set('Nomination', {
      nomination: { ...nomination({ state: 'DRAFT', version: 2, ...marked }), stage: null, messages: [] },
    });
    await press('Ready to submit');
    const said = await screen.findByText(/^Marked as ready to submit on 5 May 2011/);
    expect(document.activeElement).toBe(said);
    expect(fake.variablesOf('MarkReady')).toMatchObject([{ id: 'nomination', input: { version: 1 } }]);
    await screen.findByRole('button', { name: 'Not ready yet' });
  });

  it('says what is missing where it could not be submitted', async () => {
    const fake = api('PARTNER_NOMINATOR', { state: 'DRAFT', availableActions: ['UPDATE', 'MARK_READY'] });
    const errors = [{ code: 'INCOMPLETE', message: 'An address is needed.', path: ['person', 'email'] }];
    fake.set('MarkReady', { markReady: { nomination: null, errors } });
    await renderPage('/nominations/nomination');
    await press('Ready to submit');
    await screen.findByText(/^The e-mail address is missing/, { selector: '[role=alert]' });
  });

  it('is read by the coordinator, who can say that it is not', async () => {
    api('PARTNER_COORDINATOR', {
      state: 'DRAFT',
      readyAt: SINCE,
      availableActions: ['UPDATE', 'UNMARK_READY', 'SUBMIT'],
    });
    await renderPage('/nominations/nomination');
    await screen.findByText(/^Marked as ready to submit on 5 May 2011/);
    expect(screen.queryByRole('button', { name: 'Ready to submit' })).toBeNull();
    screen.getByRole('button', { name: 'Not ready yet' });
  });

  it('stands in the list, which filters by it', async () => {
    const fake = api('PARTNER_COORDINATOR', {});
    fake.set('Nominations', {
      nominations: page([nomination({ state: 'DRAFT', readyAt: SINCE, availableActions: ['SUBMIT'] })]),
    });
    await renderPage('/nominations');
    await screen.findByText(/^Ready to submit since/);
    await userEvent.click(screen.getByText('Ready', { selector: 'summary' }));
    await userEvent.click(screen.getByText('Ready to submit', { selector: 'label' }));
    expect(fake.variablesOf('Nominations').at(-1)).toMatchObject({ filter: { isReady: true } });
  });
});
