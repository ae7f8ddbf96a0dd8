import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { definedMessages, renderMessage, sampleContent } from '#libs/notifications/testing';
import { HAS_BROWSER, startBrowser } from './support/browser.js';
import { expectSoon } from './support/soon.js';

const url = `https://conference.example/invitation#${'sample-token-'.repeat(12)}`;
const each = definedMessages().flatMap(({ kind }) =>
  (['en', 'fr'] as const).flatMap((language) =>
    (['with', 'without'] as const).map((styles) => [kind, language, styles] as const),
  ),
);

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('a mail on a telephone', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 390, height: 740 } });
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function show(kind: string, language: 'en' | 'fr', styles: 'with' | 'without'): Promise<string> {
    const { message, params } = sampleContent(kind);
    const long = JSON.parse(JSON.stringify(params).replaceAll('Zoë Sample', LONG_NAME)) as unknown;
    const { html } = renderMessage({ message, params: long }, { language, url });
    await page.setContent(styles === 'with' ? html : html.replace(/<style>[^]*<\/style>/, ''));
    return html;
  }

  it.each(each)('%s in %s fits 390 pixels %s its styles', async (kind, language, styles) => {
    const html = await show(kind, language, styles);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > 390)
        .map(({ tagName }) => tagName),
    );
    expect(tooWide).toEqual([]);
    expect([...html.matchAll(/<bdi(?! dir="auto")/g)]).toEqual([]);
  });

  it('leads on by a button of one cell that has ground and padding of its own', async () => {
    await show('PERSONAL_INVITATION', 'en', 'without');
    const button = page.getByRole('link', { name: 'Answer the invitation' });
    await expectSoon(() => button.getAttribute('href')).toBe(url);
    const [ground, colour, height] = await button.evaluate((link) => [
      getComputedStyle(link.parentElement as Element).backgroundColor,
      getComputedStyle(link).color,
      link.getBoundingClientRect().height,
    ]);
    expect([ground, colour]).toEqual(['rgb(29, 79, 145)', 'rgb(255, 255, 255)']);
    expect(height).toBeGreaterThanOrEqual(44);
    await expectSoon(() => page.locator('table td[bgcolor="#1d4f91"]').count()).toBe(1);
    await expectSoon(() => page.locator('p table').count()).toBe(0);
  });

  it('is 600 pixels wide where there is room', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const html = await show('PERSONAL_INVITATION', 'en', 'without');
    expect((await page.locator('.page').boundingBox())?.width).toBe(600);
    expect(html).toContain('<!--[if mso]><table role="presentation" width="600"');
    await page.setViewportSize({ width: 390, height: 740 });
  });
});
