import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';
import { changedInput, inputOf, valuesOf } from './nomination-form-values';

function api() {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: { nomination: { ...nomination(), stage: null, messages: [] } },
    CreateNomination: { createNomination: { nomination: { id: 'nomination', version: 1 }, errors: [] } },
    OrganisationSuggestions: {
      organisationSuggestions: [
        {
          organisationId: 'ivory-coast',
          directoryKey: 'state:CI',
          name: 'Côte d’Ivoire',
          kind: 'GOVERNMENT',
          isTaken: null,
        },
      ],
    },
  });
}
const saved = (fake: FakeApi) => fake.variablesOf('CreateNomination').at(-1);

async function typeOrganisation(text: string) {
  await renderPage('/nominations/new');
  await userEvent.type(await screen.findByRole('textbox', { name: 'Full name' }), 'Zoë');
  await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
  await userEvent.type(screen.getByRole('combobox', { name: 'Organisation' }), text);
}
const save = async () => userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));

describe('the organisation in the form of a nomination', () => {
  it('is one of those that are found while it is typed', async () => {
    const fake = api();
    await typeOrganisation('cote divoire');
    await userEvent.click(await screen.findByRole('option', { name: 'Côte d’Ivoire' }));
    expect(fake.variablesOf('OrganisationSuggestions').at(-1)).toMatchObject({ typed: 'cote divoire' });
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Organisation' }).value).toBe(
      'Côte d’Ivoire',
    );
    await save();
    await waitFor(() => {
      expect(saved(fake)).toMatchObject({
        input: { person: { organisation: 'Côte d’Ivoire', organisationId: 'ivory-coast' } },
      });
    });
  });

  it('is any other text, though something is found for it', async () => {
    const fake = api();
    await typeOrganisation('Ivory Coast Society');
    await screen.findByRole('option', { name: 'Côte d’Ivoire' });
    await save();
    await waitFor(() => {
      expect(saved(fake)).toMatchObject({
        input: { person: { organisation: 'Ivory Coast Society', organisationId: null } },
      });
    });
  });

  it('goes on being the one that was said as long as its text does', () => {
    const before = valuesOf(nomination({ organisation: { organisationId: 'institute', name: 'Institute' } }));
    expect(inputOf(before).person.organisationId).toBe('institute');
    const changed = (person: Partial<typeof before.person>) =>
      changedInput({ ...before, person: { ...before.person, ...person } }, before).person;
    expect(changed({ jobTitle: 'Chair' })).toEqual({ jobTitle: 'Chair' });
    expect(changed({ organisation: 'Other' })).toEqual({ organisation: 'Other', organisationId: null });
    expect(changed({ organisation: 'Other', organisationRef: 'institute Other' })).toEqual({
      organisation: 'Other',
      organisationId: 'institute',
    });
  });
});
