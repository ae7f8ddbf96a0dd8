import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

type Role = Parameters<typeof session>[0];
const ORGANISATION = { organisationId: 'kitts', name: 'Saint Kitts and Nevis' };

async function shown(role: Role, organisation: typeof ORGANISATION | null) {
  const sample = nomination({ organisation });
  const fake = new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: {
      nomination: {
        ...sample,
        person: { ...sample.person, organisation: 'St Kitts' },
        stage: null,
        messages: [],
      },
    },
    MatchOrganisationText: { matchOrganisationText: { matchedCount: 1, errors: [] } },
  });
  await renderPage('/nominations/nomination');
  await screen.findByText('St Kitts');
  return fake;
}
const BUTTON = /^The organisation is not .*Saint Kitts and Nevis/;

describe('the organisation that a nomination refers to', () => {
  it('is taken back by an officer with one press, and what was typed stays', async () => {
    const fake = await shown('HOST_OFFICER', ORGANISATION);
    await userEvent.click(await screen.findByRole('button', { name: BUTTON }));
    await screen.findByText(/^The nomination names no organisation of the list again/);
    expect(fake.variablesOf('MatchOrganisationText')).toMatchObject([
      { input: { typed: 'St Kitts', organisationId: null, nominationIds: ['nomination'] } },
    ]);
  });

  it.each(['PARTNER_COORDINATOR', 'AUDITOR', 'HOST_APPROVER'] as const)(
    'is no business of this role: %s',
    async (role) => {
      await shown(role, ORGANISATION);
      expect(screen.queryByRole('button', { name: BUTTON })).toBeNull();
    },
  );

  it('offers nothing to take back where there is none', async () => {
    await shown('HOST_OFFICER', null);
    expect(screen.queryByRole('button', { name: BUTTON })).toBeNull();
  });
});
