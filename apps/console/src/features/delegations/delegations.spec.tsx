import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { trail } from '../../testing/administration';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

const BENIN = { __typename: 'Organisation', id: 'benin', name: 'Benin', region: 'AFRICA' };
const invitation = (more: object = {}) => ({
  __typename: 'OrganisationInvitation',
  id: 'letter',
  state: 'DRAFT',
  level: 'MINISTER',
  replyBy: '2027-09-15',
  replyByEnds: '2027-09-15T22:59:59Z',
  language: 'fr',
  signatory: null,
  salutation: 'Excellence,',
  approvedAt: null,
  sentAt: null,
  acknowledgedAt: null,
  answeredAt: null,
  askedAt: null,
  remindedAt: null,
  remindedBy: null,
  endedAt: null,
  version: 2,
  availableActions: ['UPDATE', 'REVOKE'],
  seats: [
    { role: 'HEAD', count: 1 },
    { role: 'DELEGATE', count: 3 },
  ],
  organisation: BENIN,
  letter: { __typename: 'OrganisationLetter', missing: ['SALUTATION'], previewPath: null },
  documents: [],
  createdBy: { __typename: 'User', id: 'u', name: 'Percival Placeholder' },
  approvedBy: null,
  ...more,
});

function api(role: 'HOST_OFFICER' | 'HOST_APPROVER' | 'AUDITOR' = 'HOST_OFFICER', more: object = {}) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    OrganisationInvitations: {
      organisationInvitations: page([invitation(more)]),
      organisationInvitationFigures: [
        {
          state: 'DRAFT',
          count: 1,
          seats: [
            { role: 'HEAD', count: 1 },
            { role: 'DELEGATE', count: 3 },
          ],
        },
        { state: 'SENT', count: 0, seats: [] },
      ],
    },
    OrganisationInvitation: { node: invitation(more) },
    FocalPoints: {
      node: {
        __typename: 'OrganisationInvitation',
        id: 'letter',
        organisation: { __typename: 'Organisation', id: 'benin' },
        focalPoints: [],
      },
    },
    AuditEvents: trail(),
    Organisations: {
      organisations: page([{ ...BENIN, kind: 'GOVERNMENT', countryCode: 'BJ', isListed: true, version: 1 }]),
    },
  });
}
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const saved = (mutation: string) => ({
  [mutation]: { invitation: { __typename: 'OrganisationInvitation', id: 'letter', version: 3 }, errors: [] },
});

describe('the board of invitations', () => {
  it('says of each organisation where it stands, and counts states and seats', async () => {
    api();
    await renderPage('/delegations');
    const row = await screen.findByRole('row', { name: /Benin/ });
    for (const told of ['Draft', 'Minister', 'Africa', '4', '15 September 2027'])
      expect(within(row).getByText(told)).toBeDefined();
    const figures = within(screen.getByRole('table', { name: 'By state' })).getAllByRole('row');
    // States without an invitation have no line.
    expect(figures).toHaveLength(2);
  });

  it('holds its filters in the address', async () => {
    const fake = api();
    await renderPage('/delegations?state=SENT&region=AFRICA&level=nonsense&search=ben');
    await screen.findByRole('row', { name: /Benin/ });
    expect(fake.variablesOf('OrganisationInvitations')).toMatchObject([
      { filter: { search: 'ben', states: ['SENT'], regions: ['AFRICA'] } },
    ]);
  });

  it('lets an officer invite an organisation that is found by any of its names', async () => {
    const fake = api();
    fake.set('CreateOrganisationInvitation', saved('createOrganisationInvitation'));
    await renderPage('/delegations');
    await press('Invite an organisation');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Search by any name or abbreviation'), 'Dahomey');
    await userEvent.click(dialog.getByRole('button', { name: 'Search' }));
    await press(/Invite .*Benin/);
    await press('Save the draft');
    expect(await screen.findAllByText('Give the last day for an answer')).not.toEqual([]);
    await userEvent.type(screen.getByLabelText('Reply by'), '2027-09-15');
    await userEvent.clear(screen.getByLabelText('Delegates'));
    await userEvent.type(screen.getByLabelText('Interpreters'), '2');
    await press('Save the draft');
    expect(await screen.findByRole('heading', { name: /Benin/ })).toBeDefined();
    expect(fake.variablesOf('CreateOrganisationInvitation')).toMatchObject([
      {
        input: {
          organisationId: 'benin',
          replyBy: '2027-09-15',
          seats: [
            { role: 'HEAD', count: 1 },
            { role: 'INTERPRETER', count: 2 },
          ],
          salutation: null,
        },
      },
    ]);
  });

  it('offers nobody else to invite', async () => {
    api('HOST_APPROVER');
    await renderPage('/delegations');
    await screen.findByRole('row', { name: /Benin/ });
    expect(screen.queryByRole('button', { name: 'Invite an organisation' })).toBeNull();
  });
});

describe('an invitation', () => {
  it('has a page with what the letter says and what the person can do', async () => {
    api();
    await renderPage('/delegations/letter');
    expect(await screen.findByText('Head of delegation: 1, Delegates: 3')).toBeDefined();
    expect(screen.getByText(/15 September 2027, end of the day/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Change the letter' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('is approved with a note, and says so', async () => {
    const fake = api('HOST_APPROVER', { availableActions: ['APPROVE'] });
    fake.set('ApproveOrganisationInvitation', saved('approveOrganisationInvitation'));
    await renderPage('/delegations/letter');
    await press('Approve');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Note (optional)'), 'Seen');
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('The letter is approved.')).toBeDefined();
    expect(fake.variablesOf('ApproveOrganisationInvitation')).toMatchObject([
      { id: 'letter', input: { version: 2, note: 'Seen' } },
    ]);
  });

  it('has a refusal about seats beside the role that it is about', async () => {
    const fake = api('HOST_OFFICER', { state: 'REGRETS', availableActions: ['ADMIT'] });
    fake.set('AdmitOrganisationInvitation', {
      admitOrganisationInvitation: {
        invitation: null,
        errors: [
          {
            code: 'INVALID_INPUT',
            message: 'Offer at most 500 seats of one role.',
            path: ['input', 'seats', '1', 'count'],
          },
        ],
      },
    });
    await renderPage('/delegations/letter');
    await press('Admit after all');
    const dialog = within(await screen.findByRole('dialog'));
    const delegates = dialog.getByLabelText('Delegates');
    await userEvent.clear(delegates);
    await userEvent.type(delegates, '501');
    await userEvent.click(dialog.getByRole('button', { name: 'Admit after all' }));
    expect((await dialog.findByLabelText('Delegates')).getAttribute('aria-invalid')).toBe('true');
  });

  it('has a later date for replies, with a reason, and a refused one beside the field (case G12)', async () => {
    const fake = api('HOST_OFFICER', { state: 'LAPSED', availableActions: ['EXTEND'] });
    const refused = 'This day is over at the place of the conference. Give a later one.';
    fake.set('ExtendOrganisationInvitation', {
      extendOrganisationInvitation: {
        invitation: null,
        errors: [{ code: 'INVALID_INPUT', message: refused, path: ['input', 'replyBy'] }],
      },
    });
    await renderPage('/delegations/letter');
    await press('Give a later date');
    const dialog = within(await screen.findByRole('dialog'));
    const save = async () => userEvent.click(dialog.getByRole('button', { name: 'Give a later date' }));
    await userEvent.type(dialog.getByLabelText('Reply by, anew'), '2027-09-16');
    await save();
    expect(await dialog.findAllByText('Say why')).not.toEqual([]);
    await userEvent.type(dialog.getByLabelText('Reason'), 'The hall is larger');
    await save();
    expect(await dialog.findAllByText(refused)).not.toEqual([]);
    expect(dialog.getByLabelText('Reply by, anew').getAttribute('aria-invalid')).toBe('true');
    fake.set('ExtendOrganisationInvitation', saved('extendOrganisationInvitation'));
    await save();
    expect(await screen.findByText('The organisation has a later date for its answer.')).toBeDefined();
    expect(fake.variablesOf('ExtendOrganisationInvitation').at(-1)).toMatchObject({
      id: 'letter',
      input: { version: 2, replyBy: '2027-09-16', reason: 'The hall is larger' },
    });
  });

  it('is chased in one press, and says who was faster (case G12)', async () => {
    const fake = api('HOST_OFFICER', { state: 'LAPSED', availableActions: ['REMIND', 'REVOKE'] });
    const refused = {
      code: 'ALREADY_REMINDED',
      message: 'x',
      path: ['id'],
      remindedAt: '2027-09-20T08:00:00Z',
      remindedBy: 'Percival Placeholder',
    };
    fake.set('RemindOrganisationInvitation', {
      remindOrganisationInvitation: { invitation: null, errors: [refused] },
    });
    await renderPage('/delegations?overdue=YES');
    const row = within(await screen.findByRole('row', { name: /Benin/ }));
    const remind = async () => userEvent.click(row.getByRole('button', { name: /Remind .?Benin/ }));
    await remind();
    expect(await screen.findByText(/20 September 2027.*sent by .?Percival Placeholder/)).toBeDefined();
    fake.set('RemindOrganisationInvitation', saved('remindOrganisationInvitation'));
    await remind();
    expect(await screen.findByText(/The reminder to .?Benin.? is on its way\./)).toBeDefined();
    expect(fake.variablesOf('OrganisationInvitations')[0]).toMatchObject({ filter: { isOverdue: true } });
    expect(fake.variablesOf('RemindOrganisationInvitation').at(-1)).toMatchObject({
      id: 'letter',
      input: { version: 2 },
    });
  });

  it('is revoked with a reason alone', async () => {
    const fake = api();
    await renderPage('/delegations/letter');
    await press('Revoke');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    expect(await dialog.findAllByText('Say why')).not.toEqual([]);
    expect(fake.variablesOf('RevokeOrganisationInvitation')).toEqual([]);
  });
});
