import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

const messageCatalogue = [
  {
    kind: 'PERSONAL_INVITATION',
    audience: 'INVITEE',
    whenInDoubt: 'SEND_AGAIN',
    isPersonal: true,
    parameters: [
      { name: 'personName', isOptional: false, sample: 'Zoë Sample' },
      { name: 'honorific', isOptional: true, sample: null },
    ],
    samples: [
      { language: 'en', when: 'A nomination is approved', subject: 'Your invitation', text: 'Dear Zoë' },
      { language: 'fr', when: 'Une candidature est approuvée', subject: 'Votre invitation', text: 'Bonjour' },
    ],
  },
  {
    kind: 'DECISION_NOTICE',
    audience: 'BODY',
    whenInDoubt: 'HOLD',
    isPersonal: false,
    parameters: [{ name: 'conferenceName', isOptional: false, sample: 'Sample Conference' }],
    samples: [
      { language: 'en', when: 'The host releases', subject: 'Decisions', text: 'Approved' },
      { language: 'fr', when: 'L’hôte communique', subject: 'Décisions', text: 'Approuvée' },
    ],
  },
];

function api(role: Parameters<typeof session>[0]): void {
  new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    Messages: { messages: page([]) },
    MessageKinds: { messageCatalogue },
    MailTrouble: { mailTrouble: null },
  });
}

describe('the page of all kinds of messages', () => {
  afterEach(() => {
    localStorage.removeItem('plenary.language');
  });

  it.each([
    ['en', 'Decision notice', 'The host releases', 'It waits until a person sends it again', 'One in French'],
    ['fr', 'Avis de décision', 'L’hôte communique', 'Il attend qu’une personne', 'Un exemple en français'],
  ])('says of each when, to whom, what in doubt, and shows one: %s', async (language, ...said) => {
    localStorage.setItem('plenary.language', language);
    const [name = '', when = '', inDoubt = '', sample = ''] = said;
    api('HOST_ADMINISTRATOR');
    await renderPage('/messages/kinds');
    const kind = await screen.findByRole('region', { name });
    expect(kind.textContent).toContain(when);
    expect(kind.textContent).toContain(inDoubt);
    expect(kind.textContent).toContain('conferenceName: Sample Conference');
    await userEvent.click(within(kind).getByText(sample));
    expect(within(kind).getByText('Approuvée').lang).toBe('fr');
  });

  it('lists them by their names, and says which links are secrets and which values may be left out', async () => {
    api('HOST_OFFICER');
    await renderPage('/messages/kinds');
    const kinds = await screen.findAllByRole('region');
    expect(kinds.map((kind) => within(kind).getByRole('heading', { level: 2 }).textContent)).toEqual([
      'Decision notice',
      'Personal invitation',
    ]);
    expect(kinds[1]?.textContent).toContain('Only for its reader');
    expect(kinds[1]?.textContent).toContain('honorific (may be left out)');
    expect(kinds[0]?.textContent).not.toContain('Only for its reader');
  });

  it.each([
    ['HOST_ADMINISTRATOR', 1],
    ['HOST_OFFICER', 1],
    ['AUDITOR', 0],
    ['PARTNER_COORDINATOR', 0],
  ] as const)('is led to from the messages of %s: %i', async (role, links) => {
    api(role);
    await renderPage('/messages');
    await screen.findByText('No message matches this.');
    expect(screen.queryAllByRole('link', { name: 'Kinds of messages' })).toHaveLength(links);
  });
});
