import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refusedAsOld, savedByNigel, trail } from '../../testing/administration';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';
import { formerNames, languageNames } from './name-lines';

const organisation = (more: object = {}) => ({
  __typename: 'Organisation',
  id: 'benin',
  name: 'Benin',
  kind: 'GOVERNMENT',
  directoryKey: 'state:BJ',
  countryCode: 'BJ',
  region: 'AFRICA',
  regionalGroup: 'AFRICAN',
  names: [],
  aliases: ['Dahomey'],
  formerNames: [],
  sortNames: [],
  parent: null,
  webSite: null,
  mailDomains: [],
  isListed: true,
  nominationCount: 2,
  version: 3,
  canChange: true,
  contacts: [],
  mergedInto: null,
  merged: [],
  ...more,
});

function api(role: 'HOST_OFFICER' | 'AUDITOR' = 'HOST_OFFICER', more: object = {}) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    Organisations: { organisations: page([organisation()]) },
    OrganisationSuggestions: {
      organisationSuggestions: [
        {
          organisationId: 'benin',
          directoryKey: 'state:BJ',
          name: 'Benin',
          kind: 'GOVERNMENT',
          isTaken: true,
        },
        {
          organisationId: 'togo',
          directoryKey: 'state:TG',
          name: 'Togo',
          kind: 'GOVERNMENT',
          isTaken: false,
        },
      ],
    },
    Organisation: { node: organisation(more) },
  });
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

describe('the organisations of a conference', () => {
  it('are listed with what they are, where, and whether bodies find them', async () => {
    api();
    await renderPage('/organisations');
    const row = await screen.findByRole('row', { name: /Benin/ });
    for (const told of ['Government', 'Africa', 'Yes']) expect(within(row).getByText(told)).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Add .*Togo/ })).toBeNull();
  });

  it('are added from the directory below a search, as far as they are not there yet', async () => {
    const fake = api();
    fake.set('CreateOrganisation', {
      createOrganisation: { organisation: { __typename: 'Organisation', id: 'togo' }, errors: [] },
    });
    await renderPage('/organisations?search=o');
    expect(await screen.findByRole('button', { name: /Togo/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: /Benin/ })).toBeNull();
    await press(/Togo/);
    expect(await screen.findByRole('heading', { name: /Benin/ })).toBeDefined();
  });

  it('offer an auditor nothing to press', async () => {
    api('AUDITOR', { canChange: false });
    await renderPage('/organisations?search=o');
    await screen.findByRole('row', { name: /Benin/ });
    expect(screen.queryByRole('button', { name: /Togo|Add an organisation/ })).toBeNull();
  });

  it('have pages, with what the host may do', async () => {
    api();
    await renderPage('/organisations/benin');
    expect(await screen.findByText('Dahomey')).toBeDefined();
    expect(screen.getByText('None: it follows the directory')).toBeDefined();
    for (const act of ['Change', 'Edit the contacts', 'Merge another into this'])
      expect(screen.getByRole('button', { name: act })).toBeDefined();
  });
});

const saved = (mutation: string) => ({
  [mutation]: { organisation: { __typename: 'Organisation', id: 'benin', version: 4 }, errors: [] },
});
const type = async (label: string | RegExp, text: string) => {
  const control = await screen.findByLabelText(label);
  await userEvent.clear(control);
  await userEvent.type(control, text);
};
const contact = { list: 'Protocol', name: 'Olive Specimen', role: null, email: null, telephone: null };
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

describe('an organisation', () => {
  it('is changed, with its short and former names and its own place in lists', async () => {
    const fake = api();
    fake.set('UpdateOrganisation', saved('updateOrganisation'));
    await renderPage('/organisations/benin');
    await press('Change');
    await type('Name in English', 'Benin Republic');
    await type('Short names', 'fr; Bénin');
    await type('Former names', '1975-11-30; fr; Dahomey');
    await type('Own place in lists', 'en; Republic of Benin');
    await press('Save');
    expect(await screen.findByText('The organisation is changed.')).toBeDefined();
    expect(fake.variablesOf('UpdateOrganisation')).toMatchObject([
      {
        id: 'benin',
        input: {
          version: 3,
          names: [
            { language: 'en', official: 'Benin Republic', short: null },
            { language: 'fr', official: null, short: 'Bénin' },
          ],
          formerNames: [{ until: '1975-11-30', language: 'fr', name: 'Dahomey' }],
          sortNames: [{ language: 'en', name: 'Republic of Benin' }],
        },
      },
    ]);
  });

  it('that somebody else has saved meanwhile is shown with whose it is, and saved over it or not', async () => {
    const fake = api();
    fake.set('UpdateOrganisation', refusedAsOld('updateOrganisation', 'organisation'));
    fake.set('AuditEvents', trail(savedByNigel('organisation.updated')));
    await renderPage('/organisations/benin');
    await press('Change');
    await type('Other names', 'BJ');
    fake.set('Organisation', { node: organisation({ version: 4, webSite: 'https://benin.example' }) });
    await press('Save');
    const notice = await screen.findByText('Somebody else has saved this organisation meanwhile.');
    const told = within(notice.closest('[role=alert]') as HTMLElement).getAllByRole('listitem');
    expect(told.map(({ textContent }) => plain(textContent))).toEqual([
      'Nigel Notional, 2 May 2011 at 09:41 BST: Other names: Dahomey; Web site: https://benin.example',
      'Yours: Other names: BJ; Web site: Not given',
    ]);
    await press('Keep what I typed and go on');
    fake.set('UpdateOrganisation', saved('updateOrganisation'));
    await press('Save');
    expect(fake.variablesOf('UpdateOrganisation')[1]).toMatchObject({
      input: { version: 4, aliases: ['BJ'], webSite: null },
    });
  });

  it('has a refusal of one of its names beside the control of that language', async () => {
    const fake = api();
    const refusal = {
      code: 'INVALID_INPUT',
      message: 'Use at most 300 characters.',
      path: ['input', 'names', '1', 'official'],
    };
    fake.set('UpdateOrganisation', { updateOrganisation: { organisation: null, errors: [refusal] } });
    await renderPage('/organisations/benin');
    await press('Change');
    await type('Name in English', 'Benin');
    await type('Name in Spanish', 'Benin');
    await press('Save');
    expect((await screen.findByLabelText('Name in Spanish')).getAttribute('aria-invalid')).toBe('true');
  });

  it('has contacts, each in controls of its own', async () => {
    const fake = api('HOST_OFFICER', {
      contacts: [
        { list: 'Protocol; first', name: 'Olive Specimen', role: null, email: null, telephone: null },
      ],
    });
    fake.set('SetOrganisationContacts', saved('setOrganisationContacts'));
    await renderPage('/organisations/benin');
    await press('Edit the contacts');
    await press('Add a contact');
    const second = within(await screen.findByRole('group', { name: 'Contact 2' }));
    await userEvent.type(second.getByLabelText('Name'), 'Winifred Sample');
    await press('Save the contacts');
    expect(await second.findByText(/Say which list of contacts/)).toBeDefined();
    await userEvent.type(second.getByLabelText('List'), 'Focal point');
    await press('Save the contacts');
    expect(await screen.findByText('The contacts are saved.')).toBeDefined();
    expect(fake.variablesOf('SetOrganisationContacts')).toMatchObject([
      {
        input: {
          contacts: [
            { list: 'Protocol; first', name: 'Olive Specimen', role: null, email: null, telephone: null },
            { list: 'Focal point', name: 'Winifred Sample', role: null, email: null, telephone: null },
          ],
        },
      },
    ]);
  });

  it('is merged with another after what follows was shown (case G5)', async () => {
    const fake = api();
    const other = { ...organisation(), id: 'dahomey', name: 'Dahomey', version: 7 };
    fake.set('Organisations', { organisations: page([organisation(), other]) });
    fake.set('MergeOrganisations', saved('mergeOrganisations'));
    await renderPage('/organisations/benin');
    await press('Merge another into this');
    await type('Which one? Search by any name', 'dahomey');
    await press('Search');
    fake.set('Organisation', ({ id }) => ({
      node: id === 'dahomey' ? { ...other, contacts: [contact, contact] } : organisation(),
    }));
    await press(/Choose .*Dahomey/);
    expect(await screen.findByText(/Its 2 contacts stay on its own page/)).toBeDefined();
    await press(/Merge .*Dahomey.* into this/);
    expect(await screen.findByText('The two are one organisation now.')).toBeDefined();
    expect(fake.variablesOf('MergeOrganisations')).toMatchObject([
      { id: 'benin', input: { version: 3, mergedId: 'dahomey', mergedVersion: 7 } },
    ]);
  });
});

describe('names, one on each line', () => {
  it('are a language and a name, each language once', () => {
    expect(languageNames('fr; Tchéquie; dite\n\nen ;Czechia')).toEqual([
      { language: 'fr', name: 'Tchéquie; dite' },
      { language: 'en', name: 'Czechia' },
    ]);
    expect(['Czechia', 'de; Tschechien', 'en; A\nen; B', 'en;'].map(languageNames)).toEqual(
      Array<undefined>(4).fill(undefined),
    );
  });

  it('are, of former ones, a day, a language and a name', () => {
    expect(formerNames('2018-04-19; en; Swaziland')).toEqual([
      { until: '2018-04-19', language: 'en', name: 'Swaziland' },
    ]);
    expect(formerNames('2018; en; Swaziland')).toBeUndefined();
  });
});
