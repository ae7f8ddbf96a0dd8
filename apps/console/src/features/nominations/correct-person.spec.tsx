import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const invitation = (state: 'PENDING' | 'CONFIRMED') => ({
  id: 'invitation',
  state,
  respondBy: '2099-06-01T09:00:00Z',
  answeredAt: null,
  sentAt: null,
});

function api(given: Parameters<typeof nomination>[0] = {}) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: {
      nomination: {
        ...nomination({ state: 'UNDER_REVIEW', availableActions: ['CORRECT'], ...given }),
        stage: null,
        messages: [],
      },
    },
  });
}

const TITLE = 'Correct facts about the person';

async function open() {
  await userEvent.click(await screen.findByText(TITLE));
  const form = screen.getByText(TITLE).closest('details');
  if (form === null) throw new Error('The form is no details');
  return within(form);
}

describe('correcting facts about a person', () => {
  it('sends what was changed, and no address; the page says that it is done', async () => {
    const fake = api();
    fake.set('CorrectPerson', {
      correctPerson: { nomination: { id: 'nomination', version: 2 }, errors: [] },
    });
    await renderPage('/nominations/nomination');
    const form = await open();
    expect(form.queryByRole('textbox', { name: 'E-mail address' })).toBeNull();
    const jobTitle = form.getByRole('textbox', { name: 'Job title' });
    await userEvent.clear(jobTitle);
    await userEvent.type(jobTitle, 'Envoy');
    await userEvent.click(form.getByRole('button', { name: 'Correct' }));
    expect(await screen.findByText('The facts about the person are corrected.')).toBeDefined();
    const [variables] = fake.variablesOf('CorrectPerson');
    expect(variables).toEqual({
      id: 'nomination',
      input: { idempotencyKey: expect.any(String) as string, version: 1, jobTitle: 'Envoy' },
    });
  });

  it('says what follows for somebody who is invited', async () => {
    api({ state: 'APPROVED', invitation: invitation('PENDING') });
    await renderPage('/nominations/nomination');
    const form = await open();
    expect(form.getByText(/Nothing is sent, and the link stays/)).toBeDefined();
  });

  it.each([
    ['INVALID_INPUT', 'The nomination says this already. Change something.'],
    ['SEPARATION_OF_DUTIES', 'You signed this nomination off, so somebody else must correct it.'],
    ['INVITATION_ENDED', /^The person has answered the invitation already/],
  ])('keeps what was typed where it is refused as %s, and says why', async (code, words) => {
    const fake = api();
    const error = {
      code,
      message: 'The nomination says this already. Change something.',
      path: ['input'],
      currentVersion: null,
      state: null,
      invitationState: null,
    };
    fake.set('CorrectPerson', { correctPerson: { nomination: null, errors: [error] } });
    await renderPage('/nominations/nomination');
    const form = await open();
    const jobTitle = form.getByRole<HTMLInputElement>('textbox', { name: 'Job title' });
    await userEvent.type(jobTitle, ' of the region');
    await userEvent.click(form.getByRole('button', { name: 'Correct' }));
    expect(await form.findByText(words)).toBeDefined();
    expect(jobTitle.value).toMatch(/ of the region$/);
  });

  it('is not offered once the invitation is answered, nor where the service does not offer it', async () => {
    for (const given of [
      { state: 'APPROVED' as const, invitation: invitation('CONFIRMED') },
      { availableActions: ['WITHDRAW' as const] },
    ]) {
      api(given);
      const { unmount } = await renderPage('/nominations/nomination');
      await screen.findByRole('heading', { level: 1 });
      expect(screen.queryByText(TITLE)).toBeNull();
      unmount();
    }
  });
});
