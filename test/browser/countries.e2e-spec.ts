import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { overflowOf, violationsOn } from './support/audit.js';
import { HAS_BROWSER, openWindow, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { press, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('the country of a person', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  const listed = (page: Page) => page.getByRole('listbox').getByRole('option').allTextContents();

  it.each(WAYS)('is found by a common name and pressed by $pointer at $width px', async (way) => {
    const isTouch = way.pointer === 'touch';
    const { context, page, takeComplaints } = await openWindow(browser, demonstration.url, {
      width: way.width,
      isTouch,
    });
    await signInAs(page, PEOPLE.coordinator);
    await page.goto('/nominations/new');
    const country = page.getByRole('combobox', { name: 'Country or territory' });
    await country.fill("cote d'iv");
    await expectSoon(() => listed(page)).toEqual(['Côte d’Ivoire']);
    await press(page, way, page.getByRole('option', { name: 'Côte d’Ivoire' }));
    await expectSoon(() => country.inputValue()).toBe('Côte d’Ivoire');
    await expectSoon(() => country.evaluate((control) => control === document.activeElement)).toBe(true);
    await country.fill('falk');
    await expectSoon(() => listed(page)).toEqual(['Falkland Islands']);
    await country.fill('guinea');
    await expectSoon(() => listed(page)).toEqual([
      'Guinea',
      'Guinea-Bissau',
      'Equatorial Guinea',
      'Papua New Guinea',
    ]);
    expect(await violationsOn(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await press(page, way, page.getByRole('option', { name: 'Papua New Guinea' }));
    await expectSoon(() => country.inputValue()).toBe('Papua New Guinea');
    expect(takeComplaints()).toEqual([]);
    await context.close();
  });

  it('is offered in the order of French, without places where nobody lives', async () => {
    const { context, page } = await openWindow(browser, demonstration.url, { language: 'fr' });
    await signInAs(page, PEOPLE.coordinator);
    await page.goto('/nominations/new');
    await page.getByRole('combobox', { name: 'Pays ou territoire' }).click();
    const names = await listed(page);
    expect(names).toHaveLength(244);
    expect(names).toEqual([...names].sort(new Intl.Collator('fr', { ignorePunctuation: true }).compare));
    expect(names.filter((name) => /Antarctique$|Bouvet|Malvinas/.test(name))).toEqual([]);
    expect(names).toContain('Îles Falkland');
    await context.close();
  });
});
