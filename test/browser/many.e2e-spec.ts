import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { inFront, press, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('several nominations at once', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each(WAYS)('are ticked by their words, told before and done, with $pointer at $width', async (way) => {
    const { context, page } = await openWindow(browser, demonstration.url, {
      width: way.width,
      isTouch: way.pointer === 'touch',
    });
    await signInAs(page, 'Clémentine Fictive');
    await page.goto('/nominations?state=UNDER_REVIEW&state=LAPSED');
    await settled(page);
    const boxes = page.locator('tbody .app-tick');
    await press(page, way, boxes.nth(0).locator('label'));
    await page.getByText('1 chosen').waitFor();
    if (way.pointer === 'mouse') {
      await page.keyboard.down('Shift');
      await press(page, way, boxes.nth(2).locator('label'));
      await page.keyboard.up('Shift');
      await page.getByText('3 chosen').waitFor();
    }
    await press(page, way, page.getByRole('button', { name: /^Choose all \d+ that match$/ }));
    const rows = await boxes.count();
    await page.getByText(`${rows} chosen`).waitFor();
    await page.getByLabel('What to do with them').selectOption({ label: 'Withdraw' });
    await press(page, way, page.getByRole('button', { name: 'Continue' }));
    await press(page, way, inFront(page).getByRole('button', { name: 'See what would happen' }));
    // What has lapsed can no more be withdrawn; nothing is done so far.
    await page.getByText(/^For (one|\d+) it is not possible/).waitFor();
    await page.getByText(/^For \d+ it is possible/).waitFor();
    await press(page, way, inFront(page).getByRole('button', { name: 'Cancel' }));
    await page.getByText(`${rows} chosen`).waitFor();

    await press(page, way, page.getByRole('button', { name: 'Choose none' }));
    await press(page, way, boxes.nth(0).locator('label'));
    await page.getByLabel('What to do with them').selectOption({ label: 'Withdraw' });
    await press(page, way, page.getByRole('button', { name: 'Continue' }));
    await inFront(page)
      .getByLabel(/^In your words/)
      .fill('Cannot come');
    await press(page, way, inFront(page).getByRole('button', { name: 'See what would happen' }));
    await press(page, way, inFront(page).getByRole('button', { name: /^Withdraw 1/ }));
    await page.getByText('One nomination is withdrawn').waitFor();
    await press(page, way, page.getByRole('button', { name: 'Close this list' }));
    await expectSoon(() => page.getByText('One nomination is withdrawn').count()).toBe(0);
    await context.close();
  });
});
