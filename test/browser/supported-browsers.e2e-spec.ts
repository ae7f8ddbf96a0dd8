import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import doiuse from 'doiuse';
import { type Browser } from 'playwright-core';
import postcss from 'postcss';
import { HAS_BROWSER, openWindow, settled, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';

const ROOT = join(import.meta.dirname, '../..');
const ASSETS = join(ROOT, 'dist/console/assets');

/**
 * What some of them do without and nobody misses: forms of the pointer, looks of text and paper, and what only a part of
 * a property's words lacks.
 */
const NICETIES = [
  'css-boxdecorationbreak',
  'css-clip-path',
  'css-color-adjust',
  'css-masks',
  'css-paged-media',
  'css-resize',
  'css-touch-action',
  'css3-cursors',
  'intrinsic-width',
  'multicolumn',
  'text-decoration',
  'text-size-adjust',
];

/** Methods that a supported browser lacks; the compiler changes words of the language, never these. */
const TOO_NEW =
  /\.(toReversed|toSorted|toSpliced|isWellFormed|toWellFormed|union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom|getOrInsert|showPopover|togglePopover|hidePopover|requestClose|moveBefore)\(|\b(Array\.fromAsync|(Object|Map)\.groupBy|Promise\.(withResolvers|try)|RegExp\.escape|AbortSignal\.any|URL\.parse|Iterator\.\w+|new (CloseWatcher|URLPattern))\b/g;

const assets = (ending: string) =>
  readdirSync(ASSETS)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(ASSETS, name), 'utf8') }));

describe('what is built for the supported browsers', () => {
  it('has no style that one of them does not know', async () => {
    const found: string[] = [];
    const supported = (
      JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { browserslist: string[] }
    ).browserslist;
    const check = doiuse({
      browsers: supported,
      ignore: NICETIES,
      onFeatureUsage: ({ feature, usage }) => found.push(`${feature}: ${usage.toString().slice(0, 80)}`),
    });
    for (const { name, text } of assets('.css')) await postcss([check]).process(text, { from: name });
    expect(found).toEqual([]);
  });

  it('floats to a side that each of them knows', () => {
    for (const { text } of assets('.css'))
      for (const [rule] of text.matchAll(/[^{}]*\{[^{}]*float:inline-(start|end)[^{}]*\}/g))
        expect(rule).toMatch(/float:(left|right);float:inline-/);
  });

  it('calls nothing that one of them does not have', () => {
    const found = assets('.js').flatMap(({ name, text }) =>
      [...text.matchAll(TOO_NEW)].map(([call]) => `${name}: ${call}`),
    );
    expect(found).toEqual([]);
  });
});

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('a browser', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  const visible = 'h1:visible';

  it.each([
    ['has no findLast', () => Reflect.deleteProperty(Array.prototype, 'findLast')],
    ['has no CSS.supports', () => Reflect.deleteProperty(CSS, 'supports')],
    [
      'knows no :has()',
      () => {
        CSS.supports = (...words: string[]) => !words.join().includes(':has');
      },
    ],
  ])('that %s hears in both languages that it is too old', async (_what, age) => {
    const { context, page, takeComplaints } = await openWindow(browser, demonstration.url);
    await context.addInitScript(age);
    await page.goto('/sign-in');
    await page.locator(visible).first().waitFor();
    await expectSoon(() => page.locator(visible).allInnerTexts()).toEqual([
      'Your browser is too old',
      'Votre navigateur est trop ancien',
    ]);
    // An invitation asks no more of a browser than that it shows pages.
    const links = page.locator('a:visible');
    await expectSoon(() => links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      '/invitation/plain/en',
      '/invitation/plain/fr',
    ]);
    expect(takeComplaints()).toEqual([]);
    await context.close();
  });

  it('that is new enough hears nothing of it, and reads on the sign-in page which ones are', async () => {
    const { context, page } = await openWindow(browser, demonstration.url);
    await page.goto('/sign-in');
    await settled(page);
    await expectSoon(() => page.locator(visible).allInnerTexts()).toEqual(['Sign in']);
    await expectSoon(() => page.getByText('Chrome and Edge 109').isVisible()).toBe(true);
    await context.close();
  });
});
