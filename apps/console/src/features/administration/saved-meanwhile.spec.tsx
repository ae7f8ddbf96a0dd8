import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  administrationApi as api,
  balance,
  refusedAsOld,
  savedByNigel,
  section,
  trail,
} from '../../testing/administration';
import type { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference } from '../../testing/samples';

const [window] = currentConference.conference.windows;
const refused = { SetWindow: refusedAsOld('setWindow', 'conference') };

/** Types another end of the nominations, and finds what the form shows. */
async function typeAnEnd() {
  await renderPage('/administration');
  const times = await section('Times');
  const [closes] = await times.findAllByLabelText<HTMLInputElement>('Closes');
  if (closes === undefined) throw new Error('There is no time to type.');
  await userEvent.clear(closes);
  await userEvent.type(closes, '2011-07-01T12:00');
  const save = () => userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
  return { times, closes, save };
}

const setTheirs = (fake: FakeApi, closesAt: string) => {
  const windows = [{ ...window, closesAt }];
  fake.set('CurrentConference', {
    ...currentConference,
    conference: { ...currentConference.conference, windows },
  });
};

const linesOf = (notice: HTMLElement) =>
  within(notice)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.replaceAll(/[\u2066-\u2069]/g, ''));

describe('times that somebody else has set meanwhile', () => {
  it('are shown with whose they are, and what was typed stays to be saved over them or dropped', async () => {
    const fake = api({
      ...refused,
      AuditEvents: trail(
        { ...savedByNigel('window.set', { kind: 'CONFIRMATION' }), actor: 'Olive Specimen' },
        savedByNigel('window.set', { kind: 'NOMINATION' }),
      ),
    });
    const { times, closes, save } = await typeAnEnd();
    setTheirs(fake, '2011-09-01T11:00:00Z');
    await save();
    const notice = await times.findByRole('alert');
    expect(linesOf(notice)).toEqual([
      'Nigel Notional, 2 May 2011 at 09:41 BST: from 1 May 2011 at 01:00 BST to 1 September 2011 at 12:00 BST',
      'Yours: from 1 May 2011 at 01:00 BST to 1 July 2011 at 12:00 BST',
    ]);
    expect(document.activeElement).toBe(notice);
    expect(closes.value).toBe('2011-07-01T12:00');

    await userEvent.click(within(notice).getByRole('button', { name: 'Keep what I typed and go on' }));
    expect(closes.value).toBe('2011-07-01T12:00');
    await save();
    await userEvent.click(
      within(await times.findByRole('alert')).getByRole('button', { name: 'Drop what I typed' }),
    );
    expect(closes.value).toBe('2011-09-01T12:00');
    expect(fake.variablesOf('SetWindow')).toMatchObject([
      { input: { expectedOpensAt: window?.opensAt, expectedClosesAt: window?.closesAt } },
      { input: { expectedOpensAt: window?.opensAt, expectedClosesAt: '2011-09-01T11:00:00Z' } },
    ]);
  });

  it('are shown again, with the focus, when saving is tried once more without a choice', async () => {
    const fake = api({ ...refused, AuditEvents: trail(savedByNigel('window.set', { kind: 'NOMINATION' })) });
    const { times, save } = await typeAnEnd();
    setTheirs(fake, '2011-09-01T11:00:00Z');
    await save();
    const notice = await times.findByRole('alert');
    await waitFor(() => {
      expect(document.activeElement).toBe(notice);
    });
    await save();
    await waitFor(() => {
      expect(fake.variablesOf('SetWindow')).toHaveLength(2);
      expect(document.activeElement).toBe(notice);
    });
  });

  it('are never laid to whoever saved before', async () => {
    const kind = { kind: 'NOMINATION' };
    const fake = api({ ...refused, AuditEvents: trail(savedByNigel('window.set', kind)) });
    const { times, save } = await typeAnEnd();
    setTheirs(fake, '2011-09-01T11:00:00Z');
    await save();
    const first = await times.findByRole('alert');
    await userEvent.click(within(first).getByRole('button', { name: 'Keep what I typed and go on' }));
    setTheirs(fake, '2011-10-01T11:00:00Z');
    fake.set('AuditEvents', trail({ ...savedByNigel('window.set', kind), actor: 'Olive Specimen' }));
    await save();
    expect(linesOf(await times.findByRole('alert'))[0]).toMatch(/^Olive Specimen, .* 1 October 2011/);
  });

  it('and cannot be read just now are told as that, and what was typed stays', async () => {
    const fake = api({ ...refused, AuditEvents: trail() });
    const { times, closes, save } = await typeAnEnd();
    fake.set('CurrentConference', () => 'offline');
    await save();
    expect((await times.findByRole('alert')).textContent).toMatch(
      /Somebody changed this.* What they saved cannot be read just now\. What you typed is still here/,
    );
    expect(closes.value).toBe('2011-07-01T12:00');
    setTheirs(fake, '2011-09-01T11:00:00Z');
    await save();
    expect(linesOf(await times.findByRole('alert'))[0]).toMatch(/^somebody else: .* 1 September 2011/);
  });

  it('for the first time are not saved over by somebody who saw none', async () => {
    const fake = api({ ...refused, AuditEvents: trail() });
    await renderPage('/administration');
    const times = await section('Times');
    const ofAnswers = async (label: string) => (await times.findAllByLabelText(label))[1] as HTMLElement;
    await userEvent.type(await ofAnswers('Opens'), '2011-06-01T12:00');
    await userEvent.type(await ofAnswers('Closes'), '2011-07-01T12:00');
    await userEvent.click(times.getByRole('button', { name: 'Save: Answers to invitations' }));
    await times.findByRole('alert');
    expect(fake.variablesOf('SetWindow')).toMatchObject([
      { input: { kind: 'CONFIRMATION', expectedOpensAt: null, expectedClosesAt: null } },
    ]);
  });
});

describe('what becomes of places, changed by somebody else meanwhile', () => {
  it('is shown with who it was, and the choice stays to be saved over it', async () => {
    const freedPlaces = (mode: string) => ({ conference: { id: 'conference', freedPlaces: mode } });
    const fake = api({
      FreedPlaces: freedPlaces('AT_ONCE'),
      SetFreedPlaces: refusedAsOld('setFreedPlaces', 'conference'),
      AuditEvents: trail(savedByNigel('freed-places.set')),
      FreePlaces: { freePlaces: [] },
    });
    await renderPage('/administration');
    const part = await section('Places that come free');
    const byHand = await part.findByRole<HTMLInputElement>('radio', { name: /The host decides/ });
    const save = () => userEvent.click(part.getByRole('button', { name: 'Save' }));
    fake.set('FreedPlaces', freedPlaces('BY_HAND'));
    await save();
    const again = await part.findByRole('alert');
    expect(linesOf(again)).toEqual([
      'Nigel Notional, 2 May 2011 at 09:41 BST: The host decides: its approvers are told, and invite the next person with one press',
      'Yours: The next person on the reserve list, at once',
    ]);
    await userEvent.click(within(again).getByRole('button', { name: 'Keep what I typed and go on' }));
    expect(byHand.checked).toBe(false);
    fake.set('SetFreedPlaces', { setFreedPlaces: { ...freedPlaces('AT_ONCE'), errors: [] } });
    await save();
    await part.findByText(/^Saved\./);
    expect(fake.variablesOf('SetFreedPlaces').map(({ input }) => input)).toMatchObject([
      { freedPlaces: 'AT_ONCE', expectedFreedPlaces: 'AT_ONCE' },
      { freedPlaces: 'AT_ONCE', expectedFreedPlaces: 'BY_HAND' },
    ]);
  });
});

describe('places that somebody else has allotted meanwhile', () => {
  it('are told with who it was, by their own entry in the trail', async () => {
    const found = { ...balance, allotted: 51 };
    const error = {
      code: 'VERSION_CONFLICT',
      message: '',
      path: ['input', 'expectedAllotted'],
      balance: found,
    };
    const fake = api({
      AllotPlaces: { allotPlaces: { balance: null, errors: [error] } },
      AuditEvents: trail(savedByNigel('quota.allotted')),
    });
    await renderPage('/administration');
    await userEvent.click(await screen.findByRole('button', { name: /Change the places of .*Business/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    expect(
      await screen.findAllByText(/there are now 50\..* Last changed by .*Nigel Notional.*09:41 BST\./),
    ).not.toHaveLength(0);
    expect(fake.variablesOf('AuditEvents')).toMatchObject([
      { filter: { actions: ['quota.allotted'], subjectId: 'balance' } },
    ]);
  });
});
