import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';

const [MOUSE] = WAYS;

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('what is pressed', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  const open = (way: Way): Promise<Window> =>
    openWindow(browser, demonstration.url, { width: way.width, isTouch: way.pointer === 'touch' });

  it('closes a dialog beside it, asks first where something is typed, and gives the focus back', async () => {
    const { page } = await open(MOUSE);
    await signInAs(page, PEOPLE.administrator);
    await page.goto('/administration');
    await settled(page);
    const change = page.locator('section[aria-labelledby=places-heading] tbody button').first();
    const dialog = page.getByRole('dialog');
    const pressBeside = () => page.mouse.click(8, 400);

    await press(page, MOUSE, change);
    await dialog.waitFor();
    await pressBeside();
    await dialog.waitFor({ state: 'detached' });
    await expectSoon(() => change.evaluate((element) => element === document.activeElement)).toBe(true);

    await press(page, MOUSE, change);
    await dialog.getByLabel('Number of places').fill('41');
    await pressBeside();
    await page.getByRole('dialog').nth(1).waitFor();
    await expectSoon(() => page.getByLabel('Number of places').inputValue()).toBe('41');
    await page.context().close();
  });

  it.each(WAYS)('has the reference of an entry on a line of its own ($pointer)', async (way) => {
    const { page } = await open(way);
    await signInAs(page, PEOPLE.auditor);
    await page.goto('/audit?action=nomination.under-review');
    await settled(page);
    const cell = page.locator('tbody tr').first().locator('th');
    const said = await cell.locator('bdi').first().boundingBox();
    const link = await cell.getByRole('link').boundingBox();
    expect(link?.x).toBe(said?.x);
    await page.context().close();
  });

  it('shows a long dialog from its title on', async () => {
    const [, touch] = WAYS;
    const { page } = await open(touch);
    await signInAs(page, PEOPLE.officer);
    await page.goto('/inbox');
    await page.locator('tbody th a').first().click();
    await page.locator('.app-hotkeys-on').waitFor();
    await page.keyboard.press('?');
    const title = page.getByRole('dialog').getByRole('heading', { level: 2 });
    await title.waitFor();
    expect(await title.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await page.context().close();
  });

  it('copies the secret of a token', async () => {
    const { page, context } = await open(MOUSE);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signInAs(page, PEOPLE.coordinator);
    await page.goto('/account');
    await page.getByLabel('Name of the token').fill('nightly list');
    await press(page, MOUSE, page.getByRole('button', { name: 'Make the token' }));
    const secret = await page.locator('.app-secret').innerText();
    await press(page, MOUSE, page.getByRole('button', { name: 'Copy the secret' }));
    await page.getByText('The secret is copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await context.close();
  });

  it.each([
    ['nominations', PEOPLE.officer, '/nominations'],
    ['messages', PEOPLE.officer, '/messages'],
    ['staff', PEOPLE.administrator, '/administration'],
    ['audit', PEOPLE.auditor, '/audit'],
  ])('is printed on A4 with whole names and without addresses of links: %s', async (_name, as, path) => {
    const { page } = await open(MOUSE);
    await signInAs(page, as);
    await page.goto(path);
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    // 180 mm between the margins
    await page.setViewportSize({ width: 680, height: 962 });
    expect(await brokenWords(page)).toEqual([]);
    const after = await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
    expect(after.filter((content) => content.includes('/'))).toEqual([]);
    await page.context().close();
  });
});

/** @returns the words of names that are on more than one line, but for those that are too long for any. */
function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.app-table bdi')].flatMap((name) => {
      const texts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
      const broken: string[] = [];
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        for (const word of (text.textContent ?? '').matchAll(/[\p{L}\p{M}]+/gu)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (word[0].length < 20 && lines.size > 1) broken.push(word[0]);
        }
      }
      return broken;
    }),
  );
}
