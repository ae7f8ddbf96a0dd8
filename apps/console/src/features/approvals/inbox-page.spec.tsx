import { screen } from '@testing-library/react';
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
});
