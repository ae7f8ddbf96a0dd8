import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { overflowOf, violationsOn } from './support/audit.js';
import { HAS_BROWSER, openWindow, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { press, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

/** As a spreadsheet program of Western Europe saves it: windows-1252, semicolons, a title above the headings. */
const listOf = (way: string): Buffer =>
  Buffer.from(
    [
      'Liste des candidats;;;',
      ';;;',
      'Name;E-mail;Institution;Pays',
      `MUSTER, Ana;ana.muster.${way}@example.org;Institut Modèle;France`,
      `Dr Paul Exemple;paul.exemple.${way}@example.org;Université fictive;Korea`,
      'Élodie Inventée;elodie@@example;Société Imaginaire;Allemagne',
    ].join('\r\n'),
    'latin1',
  );

whenThereIsABrowser('a list of a partner', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  it.each(WAYS)(
    'is loaded, answered, mended, drafted and taken back by $pointer at $width px',
    async (way) => {
      const { context, page, takeComplaints } = await openWindow(browser, demonstration.url, {
        width: way.width,
        isTouch: way.pointer === 'touch',
      });
      const button = (name: string | RegExp) => page.getByRole('button', { name });
      // Of two bodies: what one has said of a word is remembered, and not asked again.
      await signInAs(page, way.pointer === 'mouse' ? PEOPLE.coordinator : 'Horatio Madeup');
      await page.goto('/imports');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'candidats.csv',
        mimeType: 'text/csv',
        buffer: listOf(way.pointer),
      });
      await press(page, way, button('Load the list'));
      await page.getByRole('heading', { name: 'candidats.csv' }).waitFor();
      await page.getByText('4 questions').waitFor();
      await page.getByRole('row').filter({ hasText: 'Élodie Inventée' }).first().waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);

      await page.getByLabel(/^MUSTER, Ana/).selectOption('TURN');
      await page.getByLabel('All rows').selectOption({ index: 2 });
      await page.getByLabel(/^Dr /).selectOption('TAKE_OUT');
      await page.getByLabel(/^Korea/).selectOption('KR');
      await press(page, way, button('Save what I said'));
      await page.getByText('Questions, all answered').waitFor();
      await press(page, way, button('Change row 6'));
      await page.getByLabel('Cell B6').fill(`elodie.${way.pointer}@example.org`);
      await press(page, way, button('Save the row'));
      await press(page, way, button('Draft 3, update 0, leave 0'));
      await page.getByText('Drafted 3, updated 0').waitFor();
      await page.getByRole('link', { name: 'Ana MUSTER' }).waitFor();
      await expectSoon(() => button(/^Draft/).count()).toBe(0);

      await press(page, way, button('Take the list back'));
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await press(page, way, dialog.getByRole('button', { name: 'Take the list back' }));
      await page.getByText('taken back 3').waitFor();

      // Which constituency a list is of is asked of each; the rest is remembered.
      await page.goto('/imports');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'encore.csv',
        mimeType: 'text/csv',
        buffer: listOf(`${way.pointer}.again`),
      });
      await press(page, way, button('Load the list'));
      await page.getByText('1 question', { exact: true }).waitFor();
      await expectSoon(() => page.getByLabel(/^Korea/).inputValue()).toBe('KR');
      expect(takeComplaints()).toEqual([]);
      await context.close();
    },
  );

  it('says of a file that is no list what to do, beside the file', async () => {
    const { context, page } = await openWindow(browser, demonstration.url, { language: 'fr' });
    await signInAs(page, PEOPLE.coordinator);
    await page.goto('/imports');
    await page.getByLabel('Fichier', { exact: true }).setInputFiles({
      name: 'liste.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj << >> endobj\n'),
    });
    await page.getByRole('button', { name: 'Charger la liste' }).click();
    await page.getByRole('link', { name: /^C’est un PDF/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await context.close();
  });
});
