import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, session } from '../../testing/samples';

const system = (name: string, more: object = {}) => ({
  id: name,
  name,
  firstLetters: 'plenary_Ab3d',
  scope: 'READ',
  role: 'PARTNER_VIEWER',
  body: { id: ICC.id, name: ICC.name },
  madeBy: { id: 'user', name: 'Sam Sample' },
  createdAt: '2011-05-03T09:00:00Z',
  lastUsedAt: '2011-05-04T07:30:00Z',
  expiresAt: '2099-08-01T09:00:00Z',
  revokedAt: null,
  canRevoke: true,
  ...more,
});
const list = (...nodes: object[]) => ({
  apiTokens: { totalCount: nodes.length, nodes, pageInfo: { hasNextPage: false, endCursor: null } },
});

function api(role: 'PARTNER_COORDINATOR' | 'AUDITOR', ...nodes: object[]) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    SystemTokens: list(...nodes),
    CreateApiToken: {
      createApiToken: {
        apiToken: { id: 'register', name: 'Register' },
        secret: 'plenary_secret',
        errors: [],
      },
    },
    RevokeApiToken: ({ id }: Record<string, string>) => ({
      revokeApiToken: { apiToken: { id, revokedAt: '2011-05-03T10:00:00Z' }, errors: [] },
    }),
  });
}

describe('the systems of a body', () => {
  it('are listed with what they may do, who made them, when they were used and when they end', async () => {
    api('PARTNER_COORDINATOR', system('Register'), system('Badges', { madeBy: null, firstLetters: null }));
    await renderPage('/systems');
    const row = await screen.findByRole('row', { name: /Register/ });
    for (const told of ['plenary_Ab3d…', 'Viewer', 'Sam Sample', 'Read', /4 May 2011/, /2099/])
      expect(within(row).getByText(told)).toBeDefined();
    const other = screen.getByRole('row', { name: /Badges/ });
    expect(within(other).getByText('Somebody else')).toBeDefined();
    expect(screen.queryByRole('columnheader', { name: 'Works for' })).toBeNull();
  });

  it('get a token by their coordinator, whose secret is shown once, until it is revoked', async () => {
    const fake = api('PARTNER_COORDINATOR');
    await renderPage('/systems');
    expect(await screen.findByText('No system works for a body yet.')).toBeDefined();
    await userEvent.type(screen.getByRole('textbox', { name: /Name of the token/ }), 'Register');
    await userEvent.click(screen.getByRole('radio', { name: 'Nominator' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Read and change' }));
    expect(screen.queryByRole('option', { name: 'Until you revoke it' })).toBeNull();
    fake.set('SystemTokens', list(system('Register')));
    await userEvent.click(screen.getByRole('button', { name: 'Make the token' }));
    expect(await screen.findByText('plenary_secret')).toBeDefined();
    expect(screen.getByText(/It is not shown again/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy the secret' })).toBeDefined();
    expect(fake.variablesOf('CreateApiToken')[0]).toMatchObject({
      input: {
        name: 'Register',
        bodyId: ICC.id,
        role: 'PARTNER_NOMINATOR',
        scope: 'READ_AND_WRITE',
        expiresAt: expect.any(String) as string,
      },
    });
    fake.set(
      'SystemTokens',
      list(system('Register', { revokedAt: '2011-05-03T10:00:00Z', canRevoke: false })),
    );
    await userEvent.click(await screen.findByRole('button', { name: /^Revoke .*Register/ }));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText(/stop working at once/)).toBeDefined();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke', hidden: true }));
    expect(await screen.findByText(/^The token .*Register.* is revoked/)).toBeDefined();
    expect(screen.queryByText('plenary_secret')).toBeNull();
  });

  it('are read by an auditor with the body for which they work, without a form or a button', async () => {
    api('AUDITOR', system('Register', { canRevoke: false }));
    await renderPage('/systems');
    const row = await screen.findByRole('row', { name: /Register/ });
    expect(within(row).getByText(ICC.name)).toBeDefined();
    expect(within(row).getByText('Works')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Revoke|Make the token/ })).toBeNull();
  });
});
