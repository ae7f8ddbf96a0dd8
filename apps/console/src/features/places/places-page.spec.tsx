import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { BUSINESS, currentConference, HOST, ICC, page, quota, session } from '../../testing/samples';

const CHATHAM_HOUSE = { id: 'ch', kind: 'PARTNER' as const, code: 'CH', name: 'Chatham House' };

const offer = (more: object = {}) => ({
  __typename: 'PlaceOffer',
  id: 'offer',
  version: 3,
  state: 'OFFERED',
  count: 2,
  note: 'We have two more than we need.',
  expiresAt: '2011-09-01T11:00:00Z',
  availableActions: ['ACCEPT', 'DECLINE'],
  from: { __typename: 'Body', id: CHATHAM_HOUSE.id, name: CHATHAM_HOUSE.name },
  to: { __typename: 'Body', id: ICC.id, name: ICC.name },
  constituency: { __typename: 'Constituency', id: BUSINESS.id, name: BUSINESS.name },
  ...more,
});

function api(
  offers: object[] = [offer()],
  {
    role = 'PARTNER_COORDINATOR',
    placeTransfers = 'WITH_HOST',
  }: { readonly role?: Parameters<typeof session>[0]; readonly placeTransfers?: string } = {},
) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: {
      conference: { ...currentConference.conference, placeTransfers },
      bodies: [HOST, ICC, CHATHAM_HOUSE],
    },
    QuotaBalances: { quotaBalances: page([quota]) },
    PlaceOffers: { placeOffers: page(offers) },
  });
}

const plain = (text: string | null | undefined) =>
  (text ?? '').replaceAll(/[\u2066-\u2069]/g, '').replaceAll(/[\u00A0\u202F]/g, ' ');
const inDialog = async (name: string) =>
  within(await screen.findByRole('dialog', { hidden: true })).getByRole('button', { name, hidden: true });
const answered = (name: string, state: string) => ({
  [name]: {
    placeOffer: { __typename: 'PlaceOffer', id: 'offer', state, version: 4, availableActions: [] },
    errors: [],
  },
});

describe('the page of places', () => {
  afterEach(() => {
    localStorage.removeItem('plenary.language');
  });

  it.each([
    [
      'en',
      '2 places for Business, from Chatham House to International Chamber of Commerce',
      'Waits for an answer, until 1 September 2011',
    ],
    [
      'fr',
      '2 places pour Business, de Chatham House à International Chamber of Commerce',
      'Attend une réponse, jusqu’au 1er septembre 2011',
    ],
  ])('says of each offer what it is and how it stands: %s', async (language, what, state) => {
    localStorage.setItem('plenary.language', language);
    api();
    await renderPage('/places');
    const row = (await screen.findByText('We have two more than we need.')).closest('tr');
    expect(plain(row?.textContent)).toContain(what);
    expect(plain(row?.textContent)).toContain(state);
  });

  it.each([
    [
      'en',
      [
        'Places: A submitted nomination holds a place of its body until it is decided, and uses it once it is approved. Where no place is left, nothing more can be submitted.',
        'Nominations: Closed; 1 May 2011 at 01:00 BST to 15 July 2011 at 01:00 BST',
        'Answers to invitations: Not set: nothing is possible yet',
        'Substitutions by partners: Not set: partners name somebody else for a place of theirs at any time',
        'Who decides: The host: Foreign & Commonwealth Office. Its officers recommend, its approvers sign off. A body is told of a decision when it is released.',
        'Places that come free: The next person on the reserve list, at once',
        'May bodies pass places on to each other?: No',
      ],
    ],
    [
      'fr',
      [
        'Places: Une candidature soumise retient une place de son organisme jusqu’à la décision, et l’utilise une fois retenue. Quand il ne reste plus de place, plus rien ne peut être soumis.',
        'Candidatures: Fermée ; du 1er mai 2011 à 01:00 UTC+1 au 15 juillet 2011 à 01:00 UTC+1',
        'Réponses aux invitations: Non fixée : rien n’est encore possible',
        'Remplacements par les partenaires: Non fixée : les partenaires désignent à tout moment une autre personne pour une de leurs places',
        'Qui décide: L’hôte : Foreign & Commonwealth Office. Ses chargés de dossier recommandent, ses approbateurs valident. Un organisme apprend une décision quand elle est publiée.',
        'Places qui se libèrent: La personne suivante de la liste de réserve, aussitôt',
        'Les organismes peuvent-ils se céder des places ?: Non',
      ],
    ],
  ])('says which rules hold now, from what the conference has set: %s', async (language, lines) => {
    localStorage.setItem('plenary.language', language);
    const fake = api([], { placeTransfers: 'OFF' });
    const [window] = currentConference.conference.windows;
    fake.set('CurrentConference', {
      conference: {
        ...currentConference.conference,
        placeTransfers: 'OFF',
        freedPlaces: 'AT_ONCE',
        windows: [{ ...window, closesAt: '2011-07-15T00:00:00Z', isOpen: false }],
      },
      bodies: [HOST, ICC, CHATHAM_HOUSE],
    });
    await renderPage('/places');
    const title = await screen.findByRole('heading', {
      name: language === 'en' ? 'The rules that hold now' : 'Les règles en vigueur',
    });
    const rows = [...(title.nextElementSibling?.querySelectorAll('.govuk-summary-list__row') ?? [])];
    expect(
      rows.map((row) => plain([...row.children].map(({ textContent }) => textContent).join(': '))),
    ).toEqual(lines);
  });

  it('asks before an offer is accepted, and says what was done', async () => {
    const fake = api();
    fake.set('AcceptPlaceOffer', answered('acceptPlaceOffer', 'ACCEPTED'));
    await renderPage('/places');
    await userEvent.click(
      await screen.findByRole('button', { name: /^Accept 2 places from .*Chatham House/ }),
    );
    expect(fake.variablesOf('AcceptPlaceOffer')).toEqual([]);
    fake.set('PlaceOffers', {
      placeOffers: page([offer({ state: 'ACCEPTED', version: 4, availableActions: [] })]),
    });
    await userEvent.click(await inDialog('Accept'));
    expect(await screen.findByText('Accepted. The places are yours.')).toBeDefined();
    expect(fake.variablesOf('AcceptPlaceOffer')).toMatchObject([{ id: 'offer', input: { version: 3 } }]);
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull();
    });
  });

  it('says in the question why an act was refused', async () => {
    const fake = api();
    fake.set('DeclinePlaceOffer', {
      declinePlaceOffer: {
        placeOffer: null,
        errors: [{ code: 'ACTION_UNAVAILABLE', message: '', path: [] }],
      },
    });
    await renderPage('/places');
    await userEvent.click(await screen.findByRole('button', { name: /^Decline 2 places/ }));
    await userEvent.click(await inDialog('Decline'));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    await waitFor(() => {
      expect(dialog.textContent).toContain('This is not possible in its present state.');
    });
  });

  it('sends what a coordinator offers, in the time of the conference, and says who is told when', async () => {
    const fake = api([]);
    fake.set('OfferPlaces', {
      offerPlaces: {
        placeOffer: { __typename: 'PlaceOffer', id: 'offer', state: 'AWAITING_HOST' },
        errors: [],
      },
    });
    await renderPage('/places');
    expect(await screen.findByText('No places have been offered.')).toBeDefined();
    await userEvent.click(screen.getByText('Offer places', { selector: 'summary *' }));
    // Neither the host nor the body itself can be offered places.
    const to = screen.getByLabelText<HTMLSelectElement>('To which body');
    expect([...to.options].map(({ label }) => label).slice(1)).toEqual(['Chatham House']);
    await userEvent.selectOptions(to, 'Chatham House');
    await userEvent.selectOptions(screen.getByLabelText('Places for'), 'Business');
    await userEvent.type(screen.getByLabelText('Number of places'), '2');
    await userEvent.type(screen.getByLabelText('Until when'), '2011-09-01T12:00');
    await userEvent.click(screen.getByRole('button', { name: 'Offer places' }));
    expect(
      await screen.findByText('The offer is made. The other body is told when the host agrees.'),
    ).toBeDefined();
    expect(fake.variablesOf('OfferPlaces')).toMatchObject([
      {
        input: {
          bodyId: ICC.id,
          toBodyId: CHATHAM_HOUSE.id,
          constituencyId: BUSINESS.id,
          count: 2,
          note: null,
          expiresAt: '2011-09-01T11:00:00.000Z',
        },
      },
    ]);
  });

  it.each([
    ['by a nominator', { role: 'PARTNER_NOMINATOR' }, /The host agrees first/],
    ['by an officer of the host', { role: 'HOST_OFFICER' }, /The host agrees first/],
    ['where the conference has no transfers', { placeTransfers: 'OFF' }, /do not pass places on/],
  ] as const)('offers no form to be filled in %s', async (_by, options, said) => {
    api([], options);
    await renderPage('/places');
    expect(await screen.findByText(said)).toBeDefined();
    expect(screen.queryByText('Offer places')).toBeNull();
  });
});
