import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, page, session } from '../../testing/samples';

const zoe = { id: 'n1', reference: 'ICC-1', person: { id: 'p1', name: 'Zoë Quill', badgeName: null } };
const li = { id: 'n2', reference: 'ICC-2', person: { id: 'p2', name: '李 华', badgeName: 'Li Hua' } };
const message = {
  recipientName: 'Zoë Quill',
  recipientEmail: 'zoe@people.example',
  kind: 'PERSONAL_INVITATION',
  subject: 'Your invitation',
  text: 'Dear Zoë Quill',
  nomination: zoe,
};
const notice = {
  recipientName: 'Clémentine Fictive',
  recipientEmail: 'clementine@icc.example',
  kind: 'DECISION_NOTICE',
  subject: 'Decisions on your nominations',
  text: 'The host has decided on 802 of your nominations',
};
const preview = {
  approved: 700,
  rejected: 100,
  reserved: 2,
  messageCount: 1204,
  messages: [message],
  notices: [notice],
  promotions: [],
  skipped: [{ reason: 'Has no e-mail address', sameAs: null, nomination: li }],
  version: 'version-read',
};

function api(role: 'HOST_APPROVER' | 'HOST_OFFICER') {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    ReleasePreview: { releasePreview: preview },
    MoreMessages: { releasePreview: { messages: [{ ...message, text: 'Dear 李 华', nomination: li }] } },
    WaitingDecisions: { nominations: page([]) },
    DecisionBatches: { decisionBatches: page([]) },
    ReleaseDecisions: {
      releaseDecisions: {
        batch: { id: 'b', number: 3, size: 802 },
        skipped: [{ reason: 'Was undone meanwhile', sameAs: null, nomination: li }],
        errors: [],
      },
    },
  });
}

describe('the release', () => {
  it('says before the press whom it passes over because another nomination invites them, and by which (case G11)', async () => {
    const fake = api('HOST_APPROVER');
    fake.set('ReleasePreview', {
      releasePreview: {
        ...preview,
        skipped: [{ reason: 'In English', sameAs: 'ICC-7K3-Q9FA', nomination: li }],
      },
    });
    await renderPage('/release');
    const passedOver = await screen.findByText(/judged to be of the same person as/);
    expect(passedOver.closest('li')?.textContent).toContain('ICC-7K3-Q9FA');
    expect(screen.queryByText('In English')).toBeNull();
  });

  it('shows who moves up from the reserve list, by name and with the message, and counts it', async () => {
    const fake = api('HOST_APPROVER');
    fake.set('ReleasePreview', {
      releasePreview: {
        ...preview,
        approved: 1,
        rejected: 1,
        reserved: 0,
        messageCount: 3,
        promotions: [{ ...message, recipientName: '李 华', text: 'Dear 李 华', nomination: li }],
      },
    });
    await renderPage('/release');
    expect(
      await screen.findByRole('heading', { name: '1 moves up from the reserve list and is invited' }),
    ).toBeDefined();
    expect(screen.getByText('Dear 李 华')).toBeDefined();
    // Beside the recipient, in the link to the nomination, and beside who is passed over.
    expect(screen.getAllByText('Li Hua').map(({ className }) => className)).toEqual([
      'app-badge-name',
      'app-badge-name',
      'app-badge-name',
    ]);
    expect(screen.getByRole('button', { name: 'Send 3 messages' })).toBeDefined();
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull();
  });

  it('says of those whom no message goes to that only their body hears, in a window named after the release', async () => {
    const fake = api('HOST_APPROVER');
    fake.set('ReleasePreview', {
      releasePreview: { ...preview, approved: 1, rejected: 2, reserved: 0, messageCount: 2, skipped: [] },
    });
    fake.set('ReleaseDecisions', {
      releaseDecisions: { batch: { id: 'b', number: 3, size: 3 }, skipped: [], errors: [] },
    });
    await renderPage('/release');
    await userEvent.click(await screen.findByRole('button', { name: 'Send 2 messages' }));
    expect(
      await screen.findByText('And 2 more, of which the nominating bodies hear, but not the persons.'),
    ).toBeDefined();
    expect(document.title).toBe(`Release 3 is made – ${session().service.name}`);
  });

  it('shows the messages and says on the button how many it sends; then what was done and what was not', async () => {
    const fake = api('HOST_APPROVER');
    await renderPage('/release');
    expect(await screen.findByText('Dear Zoë Quill')).toBeDefined();
    expect(screen.getByText('The host has decided on 802 of your nominations')).toBeDefined();
    expect(screen.getByText('700 approved, 100 refused, 2 on the reserve list')).toBeDefined();
    expect(screen.getByText('Has no e-mail address')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Send 1,204 messages' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Release 3 is made' })).toBeDefined();
    expect(screen.getByText('Was undone meanwhile')).toBeDefined();
    expect(screen.getByRole('link', { name: /Zoë Quill/ })).toBeDefined();
    expect(screen.getByText('And 801 more.')).toBeDefined();
    expect(fake.variablesOf('ReleaseDecisions')).toMatchObject([
      { input: { conferenceId: 'conference', nominationIds: null, previewVersion: 'version-read' } },
    ]);
    expect(document.activeElement?.textContent).toBe('Release 3 is made');
  });

  it('gives the head of the audit trail that covers it, to be copied and kept elsewhere, once it is sealed', async () => {
    const head = `1204:${'ab'.repeat(32)}`;
    const fake = api('HOST_APPROVER');
    const batch = {
      id: 'b',
      number: 3,
      releasedAt: '2011-05-05T09:00:00Z',
      releasedBy: { id: 'u1', name: 'Sam Sample' },
      size: 802,
      messagesSent: 0,
      messagesFailed: 0,
      auditHead: null,
    };
    fake.set('DecisionBatches', { decisionBatches: page([batch]) });
    await renderPage('/release');
    await userEvent.click(await screen.findByRole('button', { name: 'Send 1,204 messages' }));
    expect(await screen.findByRole('heading', { name: 'Head of the audit trail' })).toBeDefined();
    expect(await screen.findByText(/The release is being sealed/)).toBeDefined();
    fake.set('DecisionBatches', { decisionBatches: page([{ ...batch, auditHead: head }]) });
    // On the page of the release, and in the list of all of them.
    expect(await screen.findAllByText(head, {}, { timeout: 8_000 })).toHaveLength(2);
    expect(screen.queryByText(/The release is being sealed/)).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Copy the head' }).length).toBeGreaterThan(0);
  }, 15_000);

  it('says that something has changed since it was read, and shows what waits now', async () => {
    const fake = api('HOST_APPROVER');
    fake.set('ReleaseDecisions', {
      releaseDecisions: {
        batch: null,
        skipped: [],
        errors: [{ code: 'PREVIEW_CHANGED', message: 'x', path: [] }],
      },
    });
    await renderPage('/release');
    const send = await screen.findByRole('button', { name: 'Send 1,204 messages' });
    fake.set('ReleasePreview', {
      releasePreview: { ...preview, messageCount: 1205, version: 'version-now' },
    });
    await userEvent.click(send);
    expect(await screen.findByText(/not what you have read/)).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Send 1,205 messages' })).toBeDefined();
  });

  it('forgets what was chosen when it has been released, and has no button for nothing', async () => {
    const fake = api('HOST_APPROVER');
    await renderPage('/release?only=n1');
    await userEvent.click(await screen.findByRole('button', { name: 'Send 1,204 messages' }));
    await screen.findByRole('heading', { level: 1, name: 'Release 3 is made' });
    fake.set('ReleasePreview', {
      releasePreview: {
        ...preview,
        approved: 0,
        rejected: 0,
        reserved: 0,
        messageCount: 0,
        messages: [],
        notices: [],
      },
    });
    await userEvent.click(screen.getByRole('link', { name: 'Prepare another release' }));
    await screen.findByText('Has no e-mail address');
    expect(screen.queryByRole('button', { name: /Release 0|Send 0/ })).toBeNull();
    expect(fake.variablesOf('ReleasePreview').at(-1)).toMatchObject({ nominationIds: null });
  });

  it('goes on through the messages page by page', async () => {
    const fake = api('HOST_APPROVER');
    await renderPage('/release');
    await userEvent.click(await screen.findByRole('button', { name: 'Show more (2 of 1,204 shown)' }));
    expect(await screen.findByText('Dear 李 华')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Show more (3 of 1,204 shown)' })).toBeDefined();
    expect(fake.variablesOf('MoreMessages')).toEqual([
      { conferenceId: 'conference', nominationIds: null, after: 'n1' },
    ]);
  });

  it('releases only what the address names', async () => {
    const fake = api('HOST_APPROVER');
    await renderPage('/release?only=n1');
    await userEvent.click(await screen.findByRole('button', { name: /Send/ }));
    await screen.findByRole('heading', { level: 1, name: 'Release 3 is made' });
    expect(fake.variablesOf('ReleasePreview').at(-1)).toMatchObject({ nominationIds: ['n1'] });
    expect(fake.variablesOf('ReleaseDecisions')).toMatchObject([{ input: { nominationIds: ['n1'] } }]);
  });

  it('tells an officer why the button is grey', async () => {
    const fake = api('HOST_OFFICER');
    await renderPage('/release');
    const button = await screen.findByRole('button', { name: 'Send 1,204 messages' });
    await userEvent.click(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('Only an approver of the host can release decisions.')).toBeDefined();
    expect(fake.variablesOf('ReleaseDecisions')).toEqual([]);
  });
});
