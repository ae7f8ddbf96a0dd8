import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { overflowOf, elementsOutside, violationsOn } from './support/audit.js';
import { HAS_BROWSER, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('the pages for developers', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function open(width: number, javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({
      baseURL: demonstration.url,
      javaScriptEnabled,
      viewport: { width, height: 740 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    return page;
  }

  it.each([360, 1280])('are read and walked without a script at %i px', async (width) => {
    const page = await open(width, false);
    await page.goto('/developers');
    await expectSoon(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Plenary for developers',
    );
    const links = await page
      .locator('#pages a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(18);
    for (const link of links.filter((one) => !one.endsWith('.graphql'))) {
      await page.goto(link);
      expect([link, await overflowOf(page), await elementsOutside(page)]).toEqual([link, 0, []]);
      const now = page.locator('#pages [aria-current="page"]');
      expect([link, await now.count(), await now.getAttribute('href')]).toEqual([link, 1, link]);
    }
    await page.goto('/developers/limits');
    await page.getByRole('link', { name: 'At the same time', exact: true }).click();
    expect(new URL(page.url()).hash).toBe('#at-the-same-time');
    await expectSoon(() => page.getByRole('button').count()).toBe(0);
  });

  it.each([360, 1280])('have nothing for axe to find at %i px', async (width) => {
    const page = await open(width, true);
    for (const path of [
      '/developers',
      '/developers/errors',
      '/developers/changes',
      '/developers/reference-enums',
    ]) {
      await page.goto(path);
      expect([path, await violationsOn(page)]).toEqual([path, []]);
    }
  });

  it('have code that is copied as it stands', async () => {
    const page = await open(1280, true);
    await page.goto('/developers/repeating');
    const block = page.locator('main pre').first();
    await block.getByRole('button', { name: 'Copy' }).click();
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await block.locator('code').evaluate((code) => code.textContent));
    expect(copied).toContain('mutation ($input: CreateNominationInput!)');
  });
});
