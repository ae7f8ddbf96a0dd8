import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const invitation = {
  id: 'invitation',
  state: 'CONFIRMED' as const,
  respondBy: '2099-06-01T09:00:00Z',
  answeredAt: '2011-05-07T09:00:00Z',
  sentAt: '2011-05-06T09:00:00Z',
};

const record = (given: Parameters<typeof nomination>[0] = {}) => ({
  nomination: {
    ...nomination({ state: 'APPROVED', availableActions: ['SUBSTITUTE'], invitation, ...given }),
    stage: null,
    messages: [],
  },
});

function api(given: Parameters<typeof nomination>[0] = {}) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    KnownNominees: { knownNominees: [] },
    Nomination: record(given),
  });
}

const TITLE = 'Name another person for this place';
const form = async () => within((await screen.findByText(TITLE)).closest('details') as HTMLElement);
const type = async (name: string, text: string) =>
  userEvent.type((await form()).getByRole('textbox', { name }), text);
const send = async () => userEvent.click((await form()).getByRole('button', { name: 'Name this person' }));

const refused = (code: string, more: object = {}) => ({
  substituteNominee: {
    nomination: null,
    errors: [
      {
        code,
        message: 'x',
        path: [],
        currentVersion: null,
        state: null,
        invitationState: null,
        existing: null,
        ...more,
      },
    ],
  },
});

describe('naming another person for a place', () => {
  it('sends who takes it, and why, and says that it is done', async () => {
    const fake = api();
    const successor = {
      id: 'deputy',
      reference: 'ICC-2M4-P7RC',
      person: { id: 'd', name: 'Dara Deputy', badgeName: null },
    };
    fake.set('SubstituteNominee', {
      substituteNominee: {
        nomination: { id: 'nomination', version: 2, state: 'SUPERSEDED', supersededBy: { id: 'deputy' } },
        errors: [],
      },
    });
    await renderPage('/nominations/nomination');
    expect((await form()).getByText(/a mail tells them so/)).toBeDefined();
    await type('Full name', 'Dara Deputy');
    await type('E-mail address', 'dara@example.org');
    await type('Why another person comes (optional)', 'The board meets');
    fake.set('Nomination', record({ state: 'SUPERSEDED', availableActions: [], supersededBy: successor }));
    await send();
    expect(await screen.findByText('Another person is nominated for this place.')).toBeDefined();
    expect(fake.variablesOf('SubstituteNominee')).toMatchObject([
      {
        id: 'nomination',
        input: {
          version: 1,
          reason: 'The board meets',
          justification: null,
          person: { name: 'Dara Deputy', email: 'dara@example.org' },
        },
      },
    ]);
    expect(await screen.findByText(/This place is now that of/)).toBeDefined();
    expect(screen.getByRole('link', { name: /^ICC-2M4-P7RC ?, Dara Deputy$/ }).getAttribute('href')).toBe(
      '/nominations/deputy',
    );
  });

  it('asks for the address, at its field, and sends nothing', async () => {
    const fake = api();
    await renderPage('/nominations/nomination');
    await type('Full name', 'Dara Deputy');
    await send();
    expect(
      await screen.findAllByText('Enter the person’s e-mail address: the invitation goes there'),
    ).not.toEqual([]);
    expect(fake.variablesOf('SubstituteNominee')).toEqual([]);
  });

  it.each([
    ['INVITATION_ENDED', { invitationState: 'DECLINED' }, /has declined, and the place was given back/],
    ['QUOTA_SPENT', {}, /given beyond the quota/],
    ['SUBSTITUTIONS_FROZEN', {}, /Partners name nobody else any more/],
  ])('says why it was refused: %s', async (code, more, words) => {
    const fake = api();
    fake.set('SubstituteNominee', refused(code, more));
    await renderPage('/nominations/nomination');
    await type('Full name', 'Dara Deputy');
    await type('E-mail address', 'dara@example.org');
    await send();
    expect(await screen.findByText(words)).toBeDefined();
  });

  it('is not offered once the place was given back', async () => {
    api({ invitation: { ...invitation, state: 'DECLINED' } });
    await renderPage('/nominations/nomination');
    await screen.findByText('Zoë Quill', { selector: 'dd *' });
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is grey with its reason where it is frozen', async () => {
    api({
      availableActions: [],
      unavailableActions: [{ action: 'SUBSTITUTE', code: 'SUBSTITUTIONS_FROZEN' }],
      supersedes: {
        id: 'first',
        reference: 'ICC-9K9-AAAA',
        person: { id: 'f', name: 'Fia First', badgeName: null },
      },
    });
    await renderPage('/nominations/nomination');
    expect(await screen.findByText('Partners name nobody else any more. Ask the host.')).toBeDefined();
    expect(screen.getByText(/Takes the place of/)).toBeDefined();
  });
});
