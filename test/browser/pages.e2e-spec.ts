import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { elementsOutside, overflowOf, violationsOn } from './support/audit.js';
import {
  HAS_BROWSER,
  load,
  openWindow,
  settled,
  signInAs,
  startBrowser,
  type Window,
} from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';
import { openFirstForActing, PEOPLE, type Visit, VISITS } from './support/visits.js';

/** With TAKE_PICTURES set, every page is drawn here to be looked at. */
const PICTURES = join(import.meta.dirname, '../../.test-output/browser');
const NARROW = 320;
const WIDE = 1200;

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('every page', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  const windows = new Map<string, Window>();

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function windowOf(name: string | undefined, language: 'en' | 'fr'): Promise<Window> {
    const key = `${language} ${name ?? ''}`;
    const known = windows.get(key);
    if (known !== undefined) return known;
    const opened = await openWindow(browser, demonstration.url, { language });
    if (name !== undefined) await signInAs(opened.page, name);
    windows.set(key, opened);
    return opened;
  }

  async function visit({ as, path, then }: Visit, language: 'en' | 'fr'): Promise<Window> {
    const window = await windowOf(as, language);
    const { page } = window;
    await page.setViewportSize({ width: WIDE, height: 900 });
    await load(page, path);
    await settled(page);
    await then?.(page);
    await settled(page);
    return window;
  }

  describe.each(['en', 'fr'] as const)('in %s', (language) => {
    describe.each(VISITS.map((one) => [one.name, one] as const))('%s', (name, one) => {
      let window: Window;
      const picture = async (kind: string): Promise<void> => {
        const path = join(PICTURES, `${name}-${language}${kind}.png`);
        if (process.env.TAKE_PICTURES !== undefined) await window.page.screenshot({ path, fullPage: true });
      };

      beforeAll(async () => {
        window = await visit(one, language);
      });

      it('speaks the language, and has nothing for axe to find', async () => {
        const { page } = window;
        await expectSoon(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await violationsOn(page)).toEqual([]);
        await picture('');
      });

      if (language === 'en' && one.as !== undefined)
        it('stands from right to left', async () => {
          const { page } = window;
          const turn = (direction: string): Promise<void> =>
            page.evaluate((to) => {
              document.documentElement.dir = to;
            }, direction);
          const before = await page.evaluate(() => document.documentElement.dir);
          await turn('rtl');
          await picture('-rtl');
          expect([await overflowOf(page), await elementsOutside(page)]).toEqual([0, []]);
          const heading = await page.locator('h1').first().boundingBox();
          expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeGreaterThan(WIDE / 2);
          await turn(before);
        });

      it('has nothing for axe to find and fits at 320 pixels, and breaks no policy', async () => {
        const { page, takeComplaints } = window;
        await page.setViewportSize({ width: NARROW, height: 700 });
        expect(await violationsOn(page)).toEqual([]);
        await picture('-320');
        expect([await overflowOf(page), await elementsOutside(page)]).toEqual([0, []]);
        expect(takeComplaints()).toEqual([]);
      });
    });
  });

  it('prints a nomination on A4 without its controls', async () => {
    const { page } = await visit(
      { name: '', as: PEOPLE.officer, path: '/inbox', then: openFirstForActing },
      'en',
    );
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1000 });
    await expectSoon(() => page.locator('button:visible').count()).toBe(0);
    await expectSoon(() => page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await overflowOf(page)).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  });

  it('loads less than 200 kB, compressed, before a person can sign in', async () => {
    const { page, context } = await openWindow(browser, demonstration.url);
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => bodies.push(response.body()));
    await page.goto('/');
    await settled(page);
    await page.waitForLoadState('networkidle');
    const compressed = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
    const bytes = compressed.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
    await context.close();
  });
});
