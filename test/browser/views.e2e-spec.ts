import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { inFront, press, WAYS } from './support/press.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('a saved view', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each(WAYS)(
    'is saved, found on another device, renamed and deleted, with $pointer at $width',
    async (way) => {
      const open = async () => {
        const { context, page } = await openWindow(browser, demonstration.url, {
          width: way.width,
          isTouch: way.pointer === 'touch',
        });
        await signInAs(page, 'Clémentine Fictive');
        return { context, page };
      };
      const first = await open();
      await first.page.goto('/nominations?state=DRAFT&order=NAME&direction=ASC');
      await settled(first.page);
      await press(first.page, way, first.page.getByRole('button', { name: 'Save this view' }));
      await inFront(first.page).getByLabel('Name of the view').fill('Drafts by name');
      await press(first.page, way, inFront(first.page).getByText(/^Share with/));
      await press(first.page, way, inFront(first.page).getByRole('button', { name: 'Save the view' }));
      await first.page.getByRole('link', { name: 'Drafts by name' }).waitFor();
      await first.context.close();

      const { context, page } = await open();
      await page.goto('/nominations');
      await settled(page);
      await press(page, way, page.getByRole('link', { name: 'Drafts by name' }));
      await page.waitForURL(/\?state=DRAFT&order=NAME&direction=ASC$/);
      await settled(page);
      await press(page, way, page.getByRole('button', { name: /^Change the view/ }));
      await inFront(page).getByLabel('Name of the view').fill('Only drafts');
      await press(page, way, inFront(page).getByRole('button', { name: 'Save changes' }));
      await page.getByRole('link', { name: 'Only drafts' }).waitFor();
      await press(page, way, page.getByRole('button', { name: /^Change the view/ }));
      await press(page, way, inFront(page).getByRole('button', { name: 'Delete' }));
      await page.getByText('Delete this view?').waitFor();
      await press(page, way, inFront(page).getByRole('button', { name: 'Delete' }));
      await page.getByRole('link', { name: 'Only drafts' }).waitFor({ state: 'detached' });
      expect(page.url()).toMatch(/\?state=DRAFT&order=NAME&direction=ASC$/);
      await context.close();
    },
  );
});
