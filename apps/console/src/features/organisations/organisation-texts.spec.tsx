import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

const named = (id: string, name: string) => ({
  __typename: 'Nomination',
  id,
  reference: id.toUpperCase(),
  person: { id: `person-${id}`, name, badgeName: null },
  body: { id: 'icc', name: 'International Chamber of Commerce' },
});
const offer = (organisationId: string, name: string) => ({ organisationId, name });
const TEXT = {
  typed: 'St Kitts',
  nominations: [named('one', 'Olive Specimen'), named('two', 'Zoë Quill')],
  suggestions: [offer('kitts', 'Saint Kitts and Nevis')],
};

function api(role: 'HOST_OFFICER' | 'AUDITOR' = 'HOST_OFFICER') {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    OrganisationTexts: { organisationTexts: page([TEXT]) },
    MatchOrganisationText: { matchOrganisationText: { matchedCount: 2, errors: [] } },
    OrganisationSuggestions: {
      organisationSuggestions: [
        { ...offer('nevis', 'Nevis Society'), directoryKey: null, kind: 'NGO', isTaken: true },
      ],
    },
  });
}
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const matched = (fake: FakeApi) => fake.variablesOf('MatchOrganisationText').at(-1);

describe('texts that name no organisation yet', () => {
  it('are listed with who has them and what they most likely mean', async () => {
    api();
    await renderPage('/organisations/texts');
    const row = await screen.findByRole('row', { name: /St Kitts/ });
    expect(within(row).getByRole('link', { name: 'Zoë Quill' }).getAttribute('href')).toBe(
      '/nominations/two',
    );
    expect(within(row).getByText('Saint Kitts and Nevis')).toBeDefined();
  });

  it('are matched all at once with two presses, and the page says at how many', async () => {
    const fake = api();
    await renderPage('/organisations/texts');
    await press(/^Match .*St Kitts/);
    await press(/^It is .*Saint Kitts and Nevis/);
    expect(await screen.findByText(/St Kitts.* is matched at 2 nominations\./)).toBeDefined();
    expect(matched(fake)).toMatchObject({ input: { typed: 'St Kitts', organisationId: 'kitts' } });
    expect(matched(fake)).not.toHaveProperty('input.nominationIds', expect.anything());
  });

  it('name none again with one press after a match, and the page says so', async () => {
    const fake = api();
    await renderPage('/organisations/texts');
    await press(/^Match .*St Kitts/);
    await press(/^It is .*Saint Kitts and Nevis/);
    await press('Take the match back');
    await screen.findByText(/St Kitts.* names no organisation again at 2 nominations\./);
    expect(matched(fake)).toMatchObject({
      input: { typed: 'St Kitts', organisationId: null, nominationIds: ['one', 'two'] },
    });
    expect(screen.queryByRole('button', { name: 'Take the match back' })).toBeNull();
  });

  it('offer no way back where more were matched than the page knows', async () => {
    const fake = api();
    fake.set('MatchOrganisationText', { matchOrganisationText: { matchedCount: 3, errors: [] } });
    await renderPage('/organisations/texts');
    await press(/^Match .*St Kitts/);
    await press(/^It is .*Saint Kitts and Nevis/);
    await screen.findByText(/St Kitts.* is matched at 3 nominations\./);
    expect(screen.queryByRole('button', { name: 'Take the match back' })).toBeNull();
  });

  it('are matched at those that stay ticked, with an organisation that was searched for', async () => {
    const fake = api();
    await renderPage('/organisations/texts');
    await press(/^Match .*St Kitts/);
    await userEvent.click(await screen.findByRole('checkbox', { name: /Olive Specimen/ }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Another one? Search by any name' }), 'nevis');
    await press('Search');
    await press(/^It is .*Nevis Society/);
    expect(matched(fake)).toMatchObject({
      input: { typed: 'St Kitts', organisationId: 'nevis', nominationIds: ['two'] },
    });
  });

  it('are matched nowhere while nothing is ticked', async () => {
    api();
    await renderPage('/organisations/texts');
    await press(/^Match .*St Kitts/);
    for (const name of [/Olive Specimen/, /Zoë Quill/])
      await userEvent.click(await screen.findByRole('checkbox', { name }));
    expect(screen.getByText('Tick at least one nomination.')).toBeDefined();
    expect(screen.queryByRole('button', { name: /^It is/ })).toBeNull();
  });

  it('offer an auditor nothing to press', async () => {
    api('AUDITOR');
    await renderPage('/organisations/texts');
    await screen.findByRole('row', { name: /St Kitts/ });
    expect(screen.queryByRole('button', { name: /^Match/ })).toBeNull();
  });
});
