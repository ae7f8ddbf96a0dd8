import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

function api(role: Parameters<typeof session>[0]) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    Inbox: { inbox: page([]) },
  });
}

describe('the inbox', () => {
  it('shows an approver their own work first, and leads to that of others', async () => {
    const fake = api('HOST_APPROVER');
    await renderPage('/inbox');
    expect(await screen.findByRole('link', { name: 'Show what waits for others' })).toBeDefined();
    expect(fake.variablesOf('Inbox')).toMatchObject([{ filter: { actionable: true } }]);
  });

  it('shows an auditor, whose turn it never is, what waits for everybody', async () => {
    const fake = api('AUDITOR');
    await renderPage('/inbox');
    expect(await screen.findByText('Nothing waits for anybody at the host.')).toBeDefined();
    expect(screen.queryByText('Whose')).toBeNull();
    const [variables] = fake.variablesOf('Inbox');
    expect(variables?.['filter']).not.toHaveProperty('actionable');
  });

  it('names who is next for a free place, and invites them with one press', async () => {
    const fake = api('HOST_APPROVER');
    const next = {
      id: 'n1',
      version: 3,
      reference: 'ICC-1',
      availableActions: ['PROMOTE'],
      person: { id: 'p1', name: 'Ivan Example' },
    };
    fake.set('FreePlaces', {
      freePlaces: [
        {
          count: 1,
          body: { id: 'b', name: 'Sample Chamber' },
          constituency: { id: 'c', name: 'Business' },
          next,
        },
      ],
    });
    fake.set('PromoteNomination', {
      promoteNomination: { nomination: { id: 'n1', version: 4, state: 'APPROVED' }, errors: [] },
    });
    await renderPage('/inbox');
    const region = await screen.findByRole('region', { name: 'Free places that somebody waits for' });
    expect(region.textContent).toContain(
      'Sample Chamber, Business: the next person on the reserve list can be invited: Ivan Example.',
    );
    fake.set('FreePlaces', { freePlaces: [] });
    await userEvent.click(screen.getByRole('button', { name: /Invite .*Ivan Example/ }));
    expect((await screen.findByText(/is invited/)).textContent).toContain('Ivan Example is invited');
    expect(fake.variablesOf('PromoteNomination')).toMatchObject([{ id: 'n1', input: { version: 3 } }]);
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: 'Free places that somebody waits for' })).toBeNull();
    });
  });
});
