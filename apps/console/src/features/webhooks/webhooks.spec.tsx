import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, page, session } from '../../testing/samples';

const URL_OF_CRM = 'https://crm.partner.example/plenary';

const endpoint = (more: object = {}) => ({
  __typename: 'WebhookEndpoint',
  id: 'crm',
  url: URL_OF_CRM,
  description: 'Members',
  kinds: null,
  state: 'ACTIVE',
  stateSince: '2011-05-03T09:00:00Z',
  endedReason: null,
  failingSince: null,
  formerSecretUntil: null,
  version: 3,
  createdAt: '2011-05-02T09:00:00Z',
  availableActions: ['UPDATE', 'PAUSE', 'ROTATE', 'TEST', 'REPLAY', 'DELETE'],
  body: { __typename: 'Body', id: ICC.id, name: ICC.name },
  ...more,
});

const delivery = (more: object = {}) => ({
  __typename: 'WebhookDelivery',
  id: 'delivery',
  kind: 'nomination.approved',
  occurredAt: '2011-05-04T09:00:00Z',
  state: 'DELIVERED',
  attempts: 1,
  lastStatus: 204,
  lastFailure: null,
  lastAttemptAt: '2011-05-04T09:00:02Z',
  nextAttemptAt: null,
  canReplay: true,
  ...more,
});

const done = (name: string, payload: object = {}) => ({
  [name]: { webhookEndpoint: { __typename: 'WebhookEndpoint', id: 'crm' }, errors: [], ...payload },
});

function api(
  given: {
    readonly role?: 'PARTNER_COORDINATOR' | 'HOST_ADMINISTRATOR';
    readonly endpoints?: object[];
    readonly deliveries?: object[];
  } = {},
) {
  const { role = 'PARTNER_COORDINATOR', endpoints = [endpoint()], deliveries = [delivery()] } = given;
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    WebhookEndpoints: { webhookEndpoints: endpoints },
    LastDelivery: { webhookDeliveries: { nodes: deliveries.slice(0, 1) } },
    WebhookDeliveries: { webhookDeliveries: page(deliveries) },
  });
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

async function answerTo(question: string, name: string) {
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(within(dialog).getByText(question)).toBeDefined();
  await userEvent.click(within(dialog).getByRole('button', { name, hidden: true }));
}

describe('the webhooks of a body', () => {
  it('are listed with their state, since when, why they ended, and what was answered last', async () => {
    api({
      endpoints: [
        endpoint({ failingSince: '2011-05-06T09:00:00Z' }),
        endpoint({ id: 'old', url: 'https://old.example/', state: 'ENDED', endedReason: 'GONE' }),
      ],
      deliveries: [delivery({ lastStatus: null, lastFailure: 'TIMEOUT' })],
    });
    await renderPage('/webhooks');
    const row = await screen.findByRole('row', { name: /crm/ });
    for (const told of ['Members', 'Active', /^since 3 May 2011/, /^Nothing has arrived since 6 May 2011/])
      expect(within(row).getByText(told)).toBeDefined();
    expect(await within(row).findByText(/No answer within 15 seconds/)).toBeDefined();
    const old = screen.getByRole('row', { name: /old/ });
    expect(within(old).getByText('Ended')).toBeDefined();
    expect(within(old).getByText(/not there any more \(410\)/)).toBeDefined();
    expect(screen.queryByRole('columnheader', { name: 'Works for' })).toBeNull();
  });

  it('are explained where there is none, with the way to the guide', async () => {
    api({ endpoints: [] });
    await renderPage('/webhooks');
    expect(await screen.findByText(/There is no webhook yet/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'How to receive webhooks' }).getAttribute('href')).toBe(
      '/developers/webhooks',
    );
  });

  it('are made by their coordinator, who is shown the secret once', async () => {
    const fake = api({ endpoints: [] });
    fake.set('CreateWebhookEndpoint', done('createWebhookEndpoint', { secret: 'whsec_once' }));
    await renderPage('/webhooks');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Address' }), URL_OF_CRM);
    await userEvent.click(screen.getByRole('radio', { name: /Only some kinds/ }));
    await press('Make the webhook');
    expect(
      (await screen.findAllByText('Choose at least one kind of change', { exact: false })).length,
    ).toBeGreaterThan(0);
    expect(fake.variablesOf('CreateWebhookEndpoint')).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'The approval was released' }));
    fake.set('WebhookEndpoints', { webhookEndpoints: [endpoint()] });
    await press('Make the webhook');
    expect(await screen.findByText('whsec_once')).toBeDefined();
    expect(screen.getByText(/It is not shown again/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy the secret' })).toBeDefined();
    expect(await screen.findByRole('row', { name: /crm/ })).toBeDefined();
    expect(fake.variablesOf('CreateWebhookEndpoint')[0]).toMatchObject({
      input: { bodyId: ICC.id, url: URL_OF_CRM, description: null, kinds: ['nomination.approved'] },
    });
  });

  it('of the host are made by its administrator, for no body', async () => {
    const fake = api({ role: 'HOST_ADMINISTRATOR', endpoints: [] });
    fake.set('CreateWebhookEndpoint', done('createWebhookEndpoint', { secret: 'whsec_once' }));
    await renderPage('/webhooks');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Address' }), URL_OF_CRM);
    await press('Make the webhook');
    expect(await screen.findByText('whsec_once')).toBeDefined();
    expect(fake.variablesOf('CreateWebhookEndpoint')[0]).toMatchObject({
      input: { bodyId: null, kinds: null },
    });
  });

  it('say at the address why the service does not take it', async () => {
    const fake = api({ endpoints: [] });
    fake.set('CreateWebhookEndpoint', {
      createWebhookEndpoint: {
        webhookEndpoint: null,
        secret: null,
        errors: [
          {
            code: 'INVALID_INPUT',
            message: 'This address is not a public one. Use one that the internet reaches.',
            path: ['input', 'url'],
          },
        ],
      },
    });
    await renderPage('/webhooks');
    const url = await screen.findByRole('textbox', { name: 'Address' });
    await userEvent.type(url, 'https://10.0.0.1/');
    await press('Make the webhook');
    await waitFor(() => {
      expect(url.getAttribute('aria-invalid')).toBe('true');
    });
    expect(screen.getAllByText(/This address is not a public one/).length).toBeGreaterThan(0);
    expect((url as HTMLInputElement).value).toBe('https://10.0.0.1/');
  });
});

describe('a webhook', () => {
  const OPEN = '/webhooks?endpoint=crm';

  it('lists its deliveries, each with its state, attempts, answer and next attempt', async () => {
    api({
      deliveries: [
        delivery({
          id: 'waiting',
          kind: 'invitation.issued',
          state: 'WAITING',
          attempts: 2,
          lastStatus: 503,
          nextAttemptAt: '2011-05-04T11:30:00Z',
          canReplay: false,
        }),
        delivery(),
      ],
    });
    await renderPage(OPEN);
    const waiting = await screen.findByRole('row', { name: /Invited the person/ });
    for (const told of ['Waiting', '2', /had a fault \(503\)/, /12:30/])
      expect(within(waiting).getByText(told)).toBeDefined();
    expect(within(waiting).queryByRole('button')).toBeNull();
    const arrived = screen.getByRole('row', { name: /The approval was released/ });
    for (const told of ['Arrived', /Accepted \(204\)/, 'None'])
      expect(within(arrived).getByText(told)).toBeDefined();
  });

  it('sends a delivery again', async () => {
    const fake = api();
    fake.set('ReplayWebhookDelivery', {
      replayWebhookDelivery: {
        webhookDelivery: { __typename: 'WebhookDelivery', id: 'delivery', state: 'WAITING' },
        errors: [],
      },
    });
    await renderPage(OPEN);
    await press(/^Send again: The approval was released/);
    expect(await screen.findByText('“The approval was released” is sent again.')).toBeDefined();
    expect(fake.variablesOf('ReplayWebhookDelivery')[0]).toMatchObject({ id: 'delivery' });
  });

  it('sends again all that failed, and says how many and whether others wait', async () => {
    const fake = api();
    fake.set('ReplayFailedWebhookDeliveries', {
      replayFailedWebhookDeliveries: { count: 2, hasMore: true, errors: [] },
    });
    await renderPage(OPEN);
    await press('Send all that failed again');
    expect(await screen.findByText('2 deliveries are sent again.')).toBeDefined();
    expect(screen.getByText(/^More have failed than there is room for now/)).toBeDefined();
    expect(fake.variablesOf('ReplayFailedWebhookDeliveries')[0]).toMatchObject({ id: 'crm' });
  });

  it.each([
    ['DELIVERED', { lastStatus: 200 }, 'The test arrived. Accepted (200).'],
    ['FAILED', { lastFailure: 'REFUSED' }, 'The test did not arrive. Nobody listens at the address.'],
  ])('sends a test and tells its answer: %s', async (state, answered, words) => {
    const fake = api();
    const test = { __typename: 'WebhookDelivery', id: 'test', lastAttemptAt: null };
    fake.set('SendTestWebhook', { sendTestWebhook: { webhookDelivery: test, errors: [] } });
    fake.set('TestDelivery', {
      node: { ...test, state: 'WAITING', lastStatus: null, lastFailure: null },
    });
    await renderPage(OPEN);
    await press('Send a test');
    expect(await screen.findByText(/A test is on its way/)).toBeDefined();
    fake.set('TestDelivery', { node: { ...test, lastStatus: null, lastFailure: null, state, ...answered } });
    expect(await screen.findByText(words, {}, { timeout: 4_000 })).toBeDefined();
  });

  it('is paused, and goes on', async () => {
    const fake = api();
    fake.set('PauseWebhookEndpoint', done('pauseWebhookEndpoint'));
    fake.set('ResumeWebhookEndpoint', done('resumeWebhookEndpoint'));
    await renderPage(OPEN);
    await screen.findByRole('button', { name: 'Pause' });
    const paused = endpoint({ state: 'PAUSED', availableActions: ['RESUME', 'DELETE'] });
    fake.set('WebhookEndpoints', { webhookEndpoints: [paused] });
    await press('Pause');
    expect(await screen.findByText(/Nothing is lost/)).toBeDefined();
    expect(await screen.findByText('Paused')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Send a test' })).toBeNull();
    fake.set('WebhookEndpoints', { webhookEndpoints: [endpoint()] });
    await press('Resume');
    expect(await screen.findByText(/The webhook goes on/)).toBeDefined();
  });

  it('gets a new secret, shown once, with the time until which both sign', async () => {
    const fake = api();
    const formerSecretUntil = '2011-05-05T09:00:00Z';
    fake.set('RotateWebhookSecret', {
      rotateWebhookSecret: {
        webhookEndpoint: { __typename: 'WebhookEndpoint', id: 'crm', formerSecretUntil },
        secret: 'whsec_new',
        errors: [],
      },
    });
    await renderPage(OPEN);
    await press('New secret');
    await answerTo(
      'For 24 hours both the new secret and the present one sign each message, so that you can change over. After that the present one no longer works.',
      'New secret',
    );
    expect(await screen.findByText('whsec_new')).toBeDefined();
    expect(screen.getByText(/Copy the new secret now. It is not shown again./)).toBeDefined();
    expect(screen.getByText(/^Both secrets sign until 5 May 2011/)).toBeDefined();
  });

  it('is changed from the version that was read; where somebody was faster, both answers are shown', async () => {
    const fake = api({ endpoints: [endpoint({ kinds: ['quota.allotted'] })] });
    fake.set('AuditEvents', { auditEvents: page([]) });
    fake.set('UpdateWebhookEndpoint', {
      updateWebhookEndpoint: {
        webhookEndpoint: null,
        errors: [{ code: 'VERSION_CONFLICT', message: 'Changed.', path: ['input', 'version'] }],
      },
    });
    await renderPage(OPEN);
    await press('Change');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    const description = within(dialog).getByRole('textbox', { name: 'Description', hidden: true });
    await userEvent.clear(description);
    await userEvent.type(description, 'Register');
    fake.set('WebhookEndpoints', { webhookEndpoints: [endpoint({ version: 4, description: 'Theirs' })] });
    const save = () =>
      userEvent.click(within(dialog).getByRole('button', { name: 'Save changes', hidden: true }));
    await save();
    expect(await within(dialog).findByText('Somebody else has changed this webhook.')).toBeDefined();
    expect(within(dialog).getByText(/Theirs/)).toBeDefined();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Keep what I typed and go on', hidden: true }),
    );
    fake.set('UpdateWebhookEndpoint', done('updateWebhookEndpoint'));
    await save();
    expect(await screen.findByText('The changes are saved.')).toBeDefined();
    // A kind that this console does not offer stays chosen.
    expect(fake.variablesOf('UpdateWebhookEndpoint')).toMatchObject([
      { id: 'crm', input: { version: 3, description: 'Register', kinds: ['quota.allotted'] } },
      { id: 'crm', input: { version: 4, description: 'Register', kinds: ['quota.allotted'] } },
    ]);
  });

  it('is deleted after a question, and the list says so', async () => {
    const fake = api();
    fake.set('DeleteWebhookEndpoint', { deleteWebhookEndpoint: { isDeleted: true, errors: [] } });
    const { router } = await renderPage(OPEN);
    await press('Delete');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText(/This cannot be undone/)).toBeDefined();
    fake.set('WebhookEndpoints', { webhookEndpoints: [] });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete', hidden: true }));
    expect(await screen.findByText(/is deleted\.$/)).toBeDefined();
    expect(router.state.location.search).toBe('');
    expect(await screen.findByText(/There is no webhook yet/)).toBeDefined();
  });

  it('that is not there, or not the reader’s, says so', async () => {
    api({ endpoints: [] });
    await renderPage(OPEN);
    expect(await screen.findByText(/no longer there, or it is not yours/)).toBeDefined();
  });
});
