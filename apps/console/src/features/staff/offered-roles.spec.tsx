import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, session } from '../../testing/samples';

const offer = {
  id: 'offer-1',
  role: 'PARTNER_NOMINATOR',
  conference: { id: 'conference', name: 'London Conference' },
  body: { id: 'icc', name: 'International Chamber of Commerce' },
  grantedAt: '2011-05-03T09:00:00Z',
};

function api(offers: readonly object[], answers: Record<string, object> = {}) {
  const nobody = session('AUDITOR');
  const viewer = nobody.viewer && { ...nobody.viewer, grants: [], offeredRoles: [{ id: 'offer-1' }] };
  return new FakeApi({
    Session: { ...nobody, viewer },
    CurrentConference: currentConference,
    OfferedRoles: { viewer: { offeredRoles: offers } },
    ApiTokens: { viewer: { apiTokens: [] } },
    ...answers,
  });
}
const section = async () => within(await screen.findByRole('region', { name: /^Nominator/ }));

describe('a role that was offered', () => {
  it('is announced on every page, with the way to its answer', async () => {
    api([offer]);
    await renderPage('/account');
    const notice = await screen.findByRole('region', { name: 'Important' });
    expect(notice.textContent).toContain('A role was offered to you.');
    expect(within(notice).getByRole('link', { name: 'Accept or decline' }).getAttribute('href')).toBe(
      '/roles',
    );
  });

  it('says what it is, for whom, and that it begins with the acceptance', async () => {
    api([offer]);
    await renderPage('/roles');
    const shown = await section();
    expect(shown.getByText('Drafts and changes nominations')).toBeDefined();
    expect(shown.getByText('International Chamber of Commerce')).toBeDefined();
    expect(screen.getByText(/^A role begins when you accept it/)).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Important' })).toBeNull();
  });

  it('is declined with one press', async () => {
    const fake = api([offer], { DeclineRole: { declineRole: { viewer: null, errors: [] } } });
    await renderPage('/roles');
    await userEvent.click((await section()).getByRole('button', { name: 'Decline: Nominator' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You have declined “Nominator”.');
    expect(fake.variablesOf('DeclineRole')).toMatchObject([{ id: 'offer-1' }]);
  });

  it('that does not go with another role says so, and stays to be declined', async () => {
    const errors = [{ code: 'SEPARATION_OF_DUTIES', message: '', path: ['id'] }];
    api([offer], { AcceptRole: { acceptRole: { viewer: null, errors } } });
    await renderPage('/roles');
    await userEvent.click((await section()).getByRole('button', { name: 'Accept: Nominator' }));
    expect((await screen.findByRole('alert')).textContent).toContain('does not go with this one');
    expect((await section()).getByRole('button', { name: 'Decline: Nominator' })).toBeDefined();
  });
});
