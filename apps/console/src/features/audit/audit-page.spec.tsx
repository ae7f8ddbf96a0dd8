import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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

  it('leads nowhere from an entry whose nomination is out of sight', async () => {
    const [row] = await rowsOf(event({}));
    expect(within(row as HTMLElement).queryByRole('link')).toBeNull();
  });
});
