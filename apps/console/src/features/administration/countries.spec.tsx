import { within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  administrationApi as api,
  refusedAsOld,
  savedByNigel,
  section,
  trail,
} from '../../testing/administration';
import { renderPage } from '../../testing/render-page';

const country = (code: string, name: string, more: object = {}) => ({
  code,
  name,
  otherNames: code === 'TW' ? ['Formosa'] : [],
  isOffered: true,
  isChanged: false,
  ...more,
});

describe('countries', () => {
  const names: Readonly<Record<string, readonly object[]>> = {
    en: [country('TW', 'Taiwan'), country('XK', 'Kosovo', { isOffered: false, isChanged: true })],
    fr: [country('TW', 'Taïwan'), country('XK', 'Kossovo', { isOffered: false, isChanged: true })],
  };
  const answering = () =>
    api({
      Countries: ({ language }: Record<string, string>) => ({ countries: names[language ?? ''] ?? [] }),
      SetCountry: { setCountry: { country: { code: 'TW', name: 'Chinese Taipei' }, errors: [] } },
    });

  it('are found by any name, and only what was changed is sent', async () => {
    const fake = answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    expect(part.getByLabelText<HTMLInputElement>('Name in French').value).toBe('Taïwan');
    const english = part.getByLabelText('Name in English');
    await userEvent.clear(english);
    await userEvent.type(english, 'Chinese Taipei');
    await userEvent.click(part.getByRole('button', { name: 'Save the country or territory' }));
    expect(await part.findByText(/Chinese Taipei.* is saved/)).toBeDefined();
    expect(fake.variablesOf('SetCountry')).toEqual([
      {
        input: {
          idempotencyKey: expect.any(String) as string,
          conferenceId: 'conference',
          code: 'TW',
          names: [{ language: 'en', name: 'Chinese Taipei' }],
          expectedNames: [
            { language: 'en', name: 'Taiwan' },
            { language: 'fr', name: 'Taïwan' },
          ],
          expectedIsOffered: true,
        },
      },
    ]);
  });

  it('that somebody else has saved meanwhile are shown with who it was, and what was typed stays', async () => {
    const fake = answering();
    fake.set('SetCountry', refusedAsOld('setCountry', 'country'));
    fake.set('AuditEvents', trail(savedByNigel('country.set', { code: 'TW' })));
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    const english = part.getByLabelText<HTMLInputElement>('Name in English');
    await userEvent.clear(english);
    await userEvent.type(english, 'Chinese Taipei');
    const theirs = (name: string) => ({ countries: [country('TW', name, { isChanged: true })] });
    fake.set('Countries', ({ language }: Record<string, string>) =>
      theirs(language === 'fr' ? 'Formose' : 'Formosa'),
    );
    const save = part.getByRole('button', { name: 'Save the country or territory' });
    await userEvent.click(save);
    const notice = within(await part.findByRole('alert'));
    expect(notice.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/Nigel Notional.*09:41 BST: .*Formosa.* \(English\), .*Formose.* \(French\)/),
      expect.stringMatching(/^Yours: .*Chinese Taipei.* \(English\), .*Taïwan.* \(French\)/),
    ]);
    expect(english.value).toBe('Chinese Taipei');
    await userEvent.click(notice.getByRole('button', { name: 'Keep what I typed and go on' }));
    expect(english.value).toBe('Chinese Taipei');
    await userEvent.click(save);
    await userEvent.click(
      within(await part.findByRole('alert')).getByRole('button', { name: 'Drop what I typed' }),
    );
    expect(english.value).toBe('Formosa');
    const expected = fake
      .variablesOf('SetCountry')
      .map(({ input }) => (input as { expectedNames: { name: string }[] }).expectedNames[0]?.name);
    expect(expected).toEqual(['Taiwan', 'Formosa']);
  });

  it('that are set are listed, and taken back with one press', async () => {
    const fake = answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.click(await part.findByRole('button', { name: /Take back what is set for .*Kosovo/ }));
    await part.findByText(/^What was set for .*Kosovo.* is taken back\.$/);
    expect(fake.variablesOf('SetCountry')).toMatchObject([
      {
        input: {
          code: 'XK',
          names: null,
          isOffered: null,
          expectedNames: [
            { language: 'en', name: 'Kosovo' },
            { language: 'fr', name: 'Kossovo' },
          ],
          expectedIsOffered: false,
        },
      },
    ]);
  });

  it('that somebody else has changed meanwhile are not taken back unseen', async () => {
    const fake = answering();
    fake.set('SetCountry', refusedAsOld('setCountry', 'country'));
    fake.set('AuditEvents', trail(savedByNigel('country.set', { code: 'XK' })));
    await renderPage('/administration');
    const part = await section('Countries and territories');
    const takeBack = await part.findByRole('button', { name: /Take back what is set for .*Kosovo/ });
    fake.set('Countries', { countries: [country('XK', 'Kosova', { isChanged: true })] });
    await userEvent.click(takeBack);
    expect((await part.findByRole('alert')).textContent).toMatch(
      /^Somebody changed this.* Last changed by .*Nigel Notional.*09:41 BST\.$/,
    );
    expect(await part.findAllByText('Kosova')).not.toHaveLength(0);
  });

  it('are told of by the name in the page’s language, also when they are taken back, and the focus goes there each time', async () => {
    const fake = answering();
    localStorage.setItem('plenary.language', 'fr');
    await renderPage('/administration');
    const part = await section('Pays et territoires');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    const french = part.getByLabelText('Nom en français');
    await userEvent.clear(french);
    await userEvent.type(french, 'Kossovo');
    await userEvent.click(part.getByRole('button', { name: 'Enregistrer le pays ou territoire' }));
    expect((await part.findByRole('alert')).textContent).toMatch(/Kossovo.*\s:\senregistré\.$/);
    await userEvent.click(part.getByRole('button', { name: /^Retirer ce qui est fixé pour .*Kossovo/ }));
    const told = (await part.findByText(/^Ce qui était fixé pour .*Kossovo.* est retiré\.$/)).closest(
      '[role=alert]',
    );
    expect(document.activeElement).toBe(told);
    expect(fake.variablesOf('SetCountry')).toHaveLength(2);
  });

  it('that somebody only began to type leave nothing behind, and are told by the name of the installation once theirs is taken out', async () => {
    const fake = answering();
    localStorage.setItem('plenary.language', 'fr');
    await renderPage('/administration');
    const part = await section('Pays et territoires');
    const box = await part.findByRole('combobox');
    const french = part.getByLabelText<HTMLInputElement>('Nom en français');
    await userEvent.type(box, 'tw');
    expect(french.value).toBe('Taïwan');
    await userEvent.type(box, 'o');
    expect(french.value).toBe('');
    await userEvent.clear(box);
    await userEvent.type(box, 'tw');
    await userEvent.clear(french);
    await userEvent.click(part.getByRole('button', { name: 'Enregistrer le pays ou territoire' }));
    expect((await part.findByRole('alert')).textContent).toMatch(/Taïwan.*\s:\senregistré\.$/);
    expect(fake.variablesOf('SetCountry')).toMatchObject([
      { input: { names: [{ language: 'fr', name: null }] } },
    ]);
  });

  it('are named in their list by their name, not by their code alone', async () => {
    answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    expect((await part.findByRole('rowheader')).textContent).toBe('Name in EnglishKosovo');
  });

  it('whose name another has already are refused beside that name, in the page’s language', async () => {
    const fake = answering();
    fake.set('SetCountry', {
      setCountry: {
        country: null,
        errors: [
          {
            code: 'INVALID_INPUT',
            message: 'XK has this name already. Give another.',
            path: ['input', 'names', '0', 'name'],
          },
        ],
      },
    });
    localStorage.setItem('plenary.language', 'fr');
    await renderPage('/administration');
    const part = await section('Pays et territoires');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    const french = part.getByLabelText<HTMLInputElement>('Nom en français');
    await userEvent.clear(french);
    await userEvent.type(french, 'Kossovo');
    await userEvent.click(part.getByRole('button', { name: 'Enregistrer le pays ou territoire' }));
    const link = await part.findByRole('link', {
      name: 'Un autre pays ou territoire (XK) porte déjà ce nom. Donnez-en un autre.',
    });
    expect(link.getAttribute('href')).toBe(`#${french.id}`);
    expect(french.value).toBe('Kossovo');
  });

  it('whose name is too long are not sent', async () => {
    const fake = answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    await userEvent.click(part.getByLabelText('Name in English'));
    await userEvent.paste('x'.repeat(201));
    await userEvent.click(part.getByRole('button', { name: 'Save the country or territory' }));
    await part.findByRole('link', { name: 'This answer is too long. Shorten it.' });
    expect(fake.variablesOf('SetCountry')).toEqual([]);
  });
});
