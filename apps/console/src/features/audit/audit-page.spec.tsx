import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, page, session } from '../../testing/samples';

const event = (given: object) => ({
  id: 'e1',
  sequence: null,
  occurredAt: '2011-05-05T09:00:00Z',
  actor: 'Sam Sample',
  onBehalfOf: null,
  action: 'nomination.submitted',
  subjectType: 'nomination',
  subjectId: 'n1',
  values: [],
  summary: 'Submitted',
  remark: null,
  hash: null,
  nomination: null,
  body: { id: ICC.id, name: ICC.name },
  ...given,
});

async function rowsOf(...events: object[]) {
  new FakeApi({
    Session: session('AUDITOR'),
    CurrentConference: currentConference,
    AuditEvents: { auditEvents: page(events) },
  });
  await renderPage('/audit');
  return (await screen.findAllByRole('row')).slice(1);
}

describe('the audit trail', () => {
  it('says which nomination an entry is about, and leads there', async () => {
    const nomination = { id: 'n1', reference: 'ICC-7K3-Q9FA' };
    const [row] = await rowsOf(event({ nomination }));
    const link = within(row as HTMLElement).getByRole('link', { name: 'ICC-7K3-Q9FA' });
    expect(link.getAttribute('href')).toBe('/nominations/n1');
  });

  it('takes nobody whose name is hidden for the service itself', async () => {
    const [hidden, system] = await rowsOf(
      event({ id: 'e1', actor: null }),
      event({ id: 'e2', actor: 'Plenary' }),
    );
    expect(within(hidden as HTMLElement).getByText('Name not shown')).toBeDefined();
    expect(within(system as HTMLElement).getByText('Plenary')).toBeDefined();
  });

  describe('on a French page', () => {
    afterEach(() => {
      localStorage.removeItem('plenary.language');
    });

    it('says in French who did it, where that was no user', async () => {
      localStorage.setItem('plenary.language', 'fr');
      const [invitee, anonymous] = await rowsOf(
        event({ id: 'e1', actor: 'The invited person' }),
        event({ id: 'e2', actor: 'Somebody who was not signed in' }),
      );
      expect(within(invitee as HTMLElement).getByText('La personne invitée')).toBeDefined();
      expect(within(anonymous as HTMLElement).getByText('Une personne non connectée')).toBeDefined();
    });

    it('quotes what was searched for as French does', async () => {
      localStorage.setItem('plenary.language', 'fr');
      new FakeApi({
        Session: session('AUDITOR'),
        CurrentConference: currentConference,
        AuditEvents: { auditEvents: page([event({})]) },
      });
      await renderPage('/audit?search=genevieve');
      const chip = await screen.findByRole('button', { name: /^Retirer le filtre/ });
      expect(chip.textContent).toBe('«\u00a0genevieve\u00a0» ×');
    });
  });

  it('has words, and no codes, for what was done and to what', async () => {
    const [row] = await rowsOf(
      event({ action: 'access.signed-in', subjectType: 'user' }),
      event({
        id: 'e2',
        action: 'freed-places.set',
        values: [{ name: 'freedPlaces', text: 'AT_ONCE', number: null, items: null }],
      }),
    );
    expect(row?.textContent).toMatch(/RecordUserOnly this record$/);
    await userEvent.click(screen.getByText('Action', { selector: 'summary, summary *, button' }));
    expect(screen.getByRole('checkbox', { name: 'Set who gets places that come free' })).toBeDefined();
  });

  it('is searched by a person, and the address holds the search', async () => {
    const fake = new FakeApi({
      Session: session('AUDITOR'),
      CurrentConference: currentConference,
      AuditEvents: { auditEvents: page([event({})]) },
    });
    await renderPage('/audit?search=genevieve');
    const box = await screen.findByRole<HTMLInputElement>('searchbox', {
      name: 'Name of a person, or reference',
    });
    expect(box.value).toBe('genevieve');
    await userEvent.clear(box);
    await userEvent.type(box, 'Lovesample, Ada');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await screen.findByText('“Lovesample, Ada”');
    expect(
      fake.variablesOf('AuditEvents').map(({ filter }) => (filter as { search?: string }).search),
    ).toEqual(['genevieve', 'Lovesample, Ada']);
  });

  it('says of a search that finds too many what to do, and keeps what was typed', async () => {
    new FakeApi({
      Session: session('AUDITOR'),
      CurrentConference: currentConference,
      AuditEvents: {
        errors: [{ message: 'x', extensions: { code: 'INVALID_INPUT', inputPath: ['filter', 'search'] } }],
      },
    });
    await renderPage('/audit?search=a');
    const told = await screen.findByRole('alert');
    expect(told.textContent).toBe(
      'This search cannot be answeredIt finds too many people, or has a character that no name has. Type more of the name, and search again.',
    );
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('a');
  });

  it('leads nowhere from an entry whose nomination is out of sight', async () => {
    const [row] = await rowsOf(event({}));
    expect(within(row as HTMLElement).queryByRole('link')).toBeNull();
  });
});
