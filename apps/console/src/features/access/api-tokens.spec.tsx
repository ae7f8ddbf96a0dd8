import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, session } from '../../testing/samples';

const token = (id: string, revokedAt: string | null = null) => ({
  id,
  name: id,
  scope: 'READ',
  createdAt: '2011-05-03T09:00:00Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt,
  canRevoke: revokedAt === null,
});

function api(...apiTokens: object[]) {
  return new FakeApi({
    Session: session('PARTNER_VIEWER'),
    CurrentConference: currentConference,
    ApiTokens: { viewer: { apiTokens } },
    CreateApiToken: {
      createApiToken: { apiToken: { id: 'nightly', name: 'nightly' }, secret: 'plenary_secret', errors: [] },
    },
    RevokeApiToken: ({ id }: Record<string, string>) => ({
      revokeApiToken: { apiToken: { id, revokedAt: '2011-05-03T10:00:00Z' }, errors: [] },
    }),
  });
}

async function revoke(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: new RegExp(`^Revoke .*${name}`) }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke', hidden: true }));
}

describe('a token that was revoked', () => {
  it('is told of where the focus is, and its secret is not offered any more', async () => {
    const fake = api();
    await renderPage('/account');
    await userEvent.type(await screen.findByRole('textbox', { name: /Name of the token/ }), 'nightly');
    fake.set('ApiTokens', { viewer: { apiTokens: [token('nightly'), token('weekly')] } });
    await userEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    expect(await screen.findByText('plenary_secret')).toBeDefined();
    fake.set('ApiTokens', {
      viewer: { apiTokens: [token('nightly'), token('weekly', '2011-05-03T10:00:00Z')] },
    });
    await revoke('weekly');
    const told = await screen.findByText(/^The token .*weekly.* is revoked/);
    await waitFor(() => {
      expect(document.activeElement?.contains(told)).toBe(true);
    });
    expect(screen.getByText('plenary_secret')).toBeDefined();
    await revoke('nightly');
    expect(await screen.findByText(/^The token .*nightly.* is revoked/)).toBeDefined();
    expect(screen.queryByText('plenary_secret')).toBeNull();
  });
});
