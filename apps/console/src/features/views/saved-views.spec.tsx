import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, nomination, page, quota, session } from '../../testing/samples';
import { isSameQuery, keptQuery } from './kept-query';

const view = (more: object = {}) => ({
  __typename: 'SavedView',
  id: 'drafts',
  name: 'Drafts',
  query: 'state=DRAFT&order=NAME&direction=ASC',
  isShared: false,
  canChange: true,
  version: 3,
  body: { __typename: 'Body', id: ICC.id, name: ICC.name },
  createdBy: { __typename: 'User', id: 'user', name: 'Sam Sample' },
  ...more,
});
const OTHERS = view({
  id: 'others',
  name: 'Returned',
  query: 'state=RETURNED',
  isShared: true,
  canChange: false,
  createdBy: { __typename: 'User', id: 'colleague', name: 'Clem Colleague' },
});

function api(
  views: object[] = [view(), OTHERS],
  role: Parameters<typeof session>[0] = 'PARTNER_COORDINATOR',
) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nominations: { nominations: page([nomination()]) },
    Inbox: { inbox: page([]) },
    FreePlaces: { freePlaces: page([]) },
    SavedViews: { savedViews: views },
  });
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const dialog = () => screen.findByRole('dialog', { hidden: true });
const inDialog = async (role: 'textbox' | 'checkbox' | 'button', name: string | RegExp) =>
  within(await dialog()).getByRole(role, { name, hidden: true });

describe('saved views', () => {
  it('stand above the list as links to it as it was, with the name of who made them', async () => {
    api();
    const { router } = await renderPage('/nominations');
    const views = within(await screen.findByRole('navigation', { name: 'Saved views' }));
    expect(views.getByText(/by .*Clem Colleague/)).toBeDefined();
    expect(views.getByRole('link', { name: 'Drafts' }).getAttribute('aria-current')).toBeNull();
    await userEvent.click(views.getByRole('link', { name: 'Drafts' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe('?state=DRAFT&order=NAME&direction=ASC');
    });
    expect(views.getByRole('link', { name: 'Drafts' }).getAttribute('aria-current')).toBe('page');
    expect(views.getAllByRole('button', { name: /^Change the view/ })).toHaveLength(1);
  });

  it('keep the list as it is shown, without its page, under a name', async () => {
    const fake = api([]);
    fake.set('SaveView', { saveView: { savedView: { __typename: 'SavedView', id: 'drafts' }, errors: [] } });
    await renderPage('/nominations?state=DRAFT&after=cursor&unknown=1');
    await press('Save this view');
    await userEvent.click(await inDialog('button', 'Save the view'));
    expect((await screen.findAllByText(/Enter a name for the view/)).length).toBeGreaterThan(0);
    await userEvent.type(await inDialog('textbox', 'Name of the view'), 'Drafts');
    await userEvent.click(await inDialog('checkbox', /^Share with .*International Chamber of Commerce/));
    fake.set('SavedViews', { savedViews: [view()] });
    await userEvent.click(await inDialog('button', 'Save the view'));
    expect(await screen.findByRole('link', { name: 'Drafts' })).toBeDefined();
    expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
    expect(fake.variablesOf('SaveView')[0]).toMatchObject({
      input: {
        conferenceId: 'conference',
        bodyId: ICC.id,
        list: 'NOMINATIONS',
        name: 'Drafts',
        query: 'state=DRAFT',
        isShared: true,
      },
    });
  });

  it('of the inbox are saved for the host', async () => {
    const fake = api([], 'HOST_OFFICER');
    fake.set('SaveView', { saveView: { savedView: { __typename: 'SavedView', id: 'late' }, errors: [] } });
    await renderPage('/inbox?due=overdue');
    await press('Save this view');
    await userEvent.type(await inDialog('textbox', 'Name of the view'), 'Late');
    await userEvent.click(await inDialog('button', 'Save the view'));
    await waitFor(() => {
      expect(fake.variablesOf('SaveView')[0]).toMatchObject({
        input: { bodyId: null, list: 'INBOX', name: 'Late', query: 'due=overdue', isShared: false },
      });
    });
  });

  it('say at the name that it is taken', async () => {
    const fake = api();
    const message = 'You have a view of this name. Choose another name.';
    fake.set('SaveView', {
      saveView: { savedView: null, errors: [{ code: 'INVALID_INPUT', message, path: ['input', 'name'] }] },
    });
    await renderPage('/nominations');
    await press('Save this view');
    await userEvent.type(await inDialog('textbox', 'Name of the view'), 'Drafts');
    await userEvent.click(await inDialog('button', 'Save the view'));
    expect((await screen.findAllByText(message, { exact: false })).length).toBeGreaterThan(0);
    expect(await inDialog('textbox', /Name of the view/)).toHaveProperty('value', 'Drafts');
  });

  it('are renamed, shared and given the list as it is shown now', async () => {
    const fake = api();
    const savedView = { __typename: 'SavedView', id: 'drafts', version: 4 };
    fake.set('UpdateView', { updateView: { savedView, errors: [] } });
    await renderPage('/nominations?state=LAPSED');
    await press(/^Change the view/);
    const name = await inDialog('textbox', 'Name of the view');
    await userEvent.clear(name);
    await userEvent.type(name, 'Lapsed');
    await userEvent.click(await inDialog('checkbox', /^Share with/));
    await userEvent.click(await inDialog('checkbox', 'Keep the list as it is shown now'));
    fake.set('SavedViews', { savedViews: [view({ name: 'Lapsed', isShared: true })] });
    await userEvent.click(await inDialog('button', 'Save changes'));
    expect(await screen.findByRole('link', { name: 'Lapsed' })).toBeDefined();
    expect(screen.getByText('(shared)')).toBeDefined();
    expect(fake.variablesOf('UpdateView')[0]).toMatchObject({
      id: 'drafts',
      input: { version: 3, name: 'Lapsed', isShared: true, query: 'state=LAPSED' },
    });
  });

  it('are deleted after a question', async () => {
    const fake = api();
    fake.set('DeleteView', { deleteView: { isDeleted: true, errors: [] } });
    await renderPage('/nominations');
    await press(/^Change the view/);
    await userEvent.click(await inDialog('button', 'Delete'));
    expect(await screen.findByText('Delete this view?')).toBeDefined();
    expect(fake.variablesOf('DeleteView')).toEqual([]);
    fake.set('SavedViews', { savedViews: [OTHERS] });
    await userEvent.click(await inDialog('button', 'Delete'));
    await waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Drafts' })).toBeNull();
    });
    expect(fake.variablesOf('DeleteView')[0]).toMatchObject({ id: 'drafts' });
    expect(screen.getByRole('link', { name: 'Returned' })).toBeDefined();
  });
});

describe('what a view keeps of an address', () => {
  it('is the filters and the order of its list, in whichever order they stand', () => {
    expect(keptQuery('INBOX', '?stage=REVIEW&order=NAME&whose=everybody&after=x')).toBe(
      'stage=REVIEW&whose=everybody',
    );
    expect(isSameQuery('state=DRAFT&search=a', 'search=a&state=DRAFT')).toBe(true);
    expect(isSameQuery('state=DRAFT', 'state=DRAFT&search=a')).toBe(false);
  });
});
