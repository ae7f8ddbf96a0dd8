import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { session } from '../../testing/samples';

const conference = { __typename: 'Conference', id: 'conference', name: 'Open Networks', city: 'London' };
const letter = (more: object = {}) => ({
  __typename: 'OrganisationInvitation',
  id: 'letter',
  organisationName: 'Sampleland',
  state: 'SENT',
  level: 'MINISTER',
  replyBy: '2027-09-15',
  replyByEnds: '2027-09-15T22:59:59Z',
  signatory: 'Olive Specimen',
  salutation: 'Excellency,',
  sentAt: '2027-05-01T09:00:00Z',
  acknowledgedAt: null,
  answeredAt: null,
  askedAt: null,
  version: 3,
  availableActions: ['ACCEPT', 'REGRET'],
  seats: [{ role: 'HEAD', count: 1 }],
  conference: { ...conference, startsOn: '2027-11-01', endsOn: '2027-11-02' },
  ...more,
});
const api = (more: object = {}) =>
  new FakeApi({
    Session: session('FOCAL_POINT'),
    OwnInvitations: {
      ownOrganisationInvitations: [
        letter(more),
        { ...letter(), id: 'another', organisationName: 'Exampleland Observatory', state: 'REGRETS' },
      ],
    },
    OwnInvitation: { node: letter(more) },
  });
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

describe('whoever answers for organisations', () => {
  it('sees each of them by name, with where its invitation stands', async () => {
    api();
    await renderPage('/own-organisations');
    const row = await screen.findByRole('row', { name: /Exampleland Observatory/ });
    expect(within(row).getByText('Regrets')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Sampleland' })).toBeDefined();
  });

  it('accepts for one by its name, which the question and the answer repeat (case G8)', async () => {
    const fake = api();
    fake.set('AcceptOrganisationInvitation', {
      acceptOrganisationInvitation: {
        invitation: { __typename: 'OrganisationInvitation', id: 'letter', version: 4 },
        errors: [],
      },
    });
    await renderPage('/own-organisations/letter');
    expect(await screen.findByText(/Wednesday,? 15 September 2027, end of the day in/)).toBeDefined();
    await press('Accept the invitation');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('heading').textContent).toMatch(/Accept for .?Sampleland.?\?/);
    await userEvent.click(dialog.getByRole('button', { name: 'Accept the invitation' }));
    expect(await screen.findByText(/Sampleland.? has accepted\./)).toBeDefined();
    expect(fake.variablesOf('AcceptOrganisationInvitation')).toMatchObject([
      { id: 'letter', input: { version: 3, note: null } },
    ]);
  });

  it('is told that the date has passed, and asks the host in one press (case G12)', async () => {
    api({ state: 'LAPSED', availableActions: ['ASK', 'REGRET'] });
    await renderPage('/own-organisations/letter');
    expect(await screen.findByText(/The date for replies has passed/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Ask the host' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Accept the invitation' })).toBeNull();
  });

  it('names somebody, and keeps what was typed where the last seat has just gone to somebody else (case G6)', async () => {
    const fake = api({ state: 'ACCEPTED', availableActions: ['REGRET'] });
    fake.set('Delegation', {
      node: {
        __typename: 'OrganisationInvitation',
        id: 'letter',
        state: 'ACCEPTED',
        canNameDelegates: true,
        conference: { ...conference, windows: [] },
        delegates: [
          {
            __typename: 'Delegate',
            id: 'd',
            role: 'DELEGATE',
            name: 'First Delegate',
            email: null,
            position: null,
          },
        ],
        seatBalances: [
          { __typename: 'SeatBalance', role: 'HEAD', offered: 1, named: 0, free: 1 },
          { __typename: 'SeatBalance', role: 'DELEGATE', offered: 3, named: 2, free: 1 },
        ],
      },
    });
    const error = {
      code: 'SEAT_TAKEN',
      message: 'x',
      path: ['input', 'role'],
      takenBy: 'Noor Muestra',
      namedFor: null,
    };
    fake.set('NameDelegate', { nameDelegate: { delegate: null, invitation: null, errors: [error] } });
    await renderPage('/own-organisations/letter');
    expect(await screen.findByText(/2 of 3/)).toBeDefined();
    await userEvent.selectOptions(screen.getByLabelText('Seat'), 'DELEGATE');
    await userEvent.type(screen.getByLabelText('Name'), 'Li Invented');
    await press('Name for the delegation');
    expect((await screen.findAllByText(/has gone to .?Noor Muestra/)).length).toBeGreaterThan(0);
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Li Invented');

    // Once it goes well it is told, and no longer when the next is refused.
    const delegate = { __typename: 'Delegate', id: 'li', name: 'Li Invented' };
    const invitation = { __typename: 'OrganisationInvitation', id: 'letter', seatBalances: [] };
    fake.set('NameDelegate', { nameDelegate: { delegate, invitation, errors: [] } });
    await press('Name for the delegation');
    expect(await screen.findByText(/Li Invented.? is in the delegation of .?Sampleland/)).toBeDefined();
    fake.set('NameDelegate', {
      nameDelegate: { delegate: null, invitation: null, errors: [{ ...error, code: 'DELEGATIONS_FROZEN' }] },
    });
    await userEvent.type(screen.getByLabelText('Name'), 'Another');
    await press('Name for the delegation');
    expect((await screen.findAllByText(/Ask the host/)).length).toBeGreaterThan(0);
    expect(screen.queryByText(/is in the delegation of/)).toBeNull();
    expect(fake.variablesOf('NameDelegate')).toMatchObject([
      { input: { invitationId: 'letter', role: 'DELEGATE', name: 'Li Invented', email: null } },
      { input: { name: 'Li Invented' } },
      { input: { name: 'Another' } },
    ]);
  });

  it.each([
    [
      '2027-09-01T08:00:00Z',
      '2099-10-15T16:00:00Z',
      true,
      /You can change the delegation until 15 October 2099/,
    ],
    [
      '2010-09-01T08:00:00Z',
      '2010-10-15T16:00:00Z',
      false,
      /Since 15 October 2010 .*only the host can change/,
    ],
    [
      '2098-09-01T08:00:00Z',
      '2099-10-15T16:00:00Z',
      false,
      /You can name the delegation from 1 September 2098/,
    ],
  ])(
    'is told when delegations are frozen, and offered what is possible: %s to %s',
    async (opensAt, closesAt, isOpen, words) => {
      const fake = api({ state: 'ACCEPTED', availableActions: [] });
      const window = { __typename: 'Window', id: 'window', kind: 'DELEGATION', opensAt, closesAt, isOpen };
      const delegate = {
        __typename: 'Delegate',
        id: 'd',
        role: 'HEAD',
        name: 'Noor Muestra',
        email: null,
        position: null,
      };
      fake.set('Delegation', {
        node: {
          __typename: 'OrganisationInvitation',
          id: 'letter',
          state: 'ACCEPTED',
          canNameDelegates: isOpen,
          conference: { ...conference, windows: [window] },
          delegates: [delegate],
          seatBalances: [{ __typename: 'SeatBalance', role: 'HEAD', offered: 2, named: 1, free: 1 }],
        },
      });
      await renderPage('/own-organisations/letter');
      expect(await screen.findByText(words)).toBeDefined();
      expect(screen.queryAllByRole('button', { name: 'Name for the delegation' })).toHaveLength(
        isOpen ? 1 : 0,
      );
      expect(screen.queryAllByRole('button', { name: /Take .*Noor Muestra/ })).toHaveLength(isOpen ? 1 : 0);
    },
  );

  it('finds none of the pages of the host', async () => {
    api();
    await renderPage('/delegations');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
