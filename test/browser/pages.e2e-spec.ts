import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { elementsOutside, overflowOf, violationsOn } from './support/audit.js';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, startDemonstration } from './support/demonstration.js';

const PICTURES = join(import.meta.dirname, '../../.test-output/browser');
const NARROW = 320;
const WIDE = 1200;

const OFFICER = 'Percival Placeholder';
const APPROVER = 'Winifred Example';
const COORDINATOR = 'Clémentine Fictive';
const AUDITOR = 'Augusta Mockworthy';
const ADMINISTRATOR = 'Olive Specimen';

interface Visit {
  readonly name: string;
  /** Nobody, where it is left out */
  readonly as?: string;
  readonly path: string;
  /** Goes on from the page at `path` to what is to be looked at */
  readonly then?: (page: Page) => Promise<void>;
}

/** Opens the first record of the list. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tbody th a').first().click();
  await page.waitForURL((url) => /[/=][0-9a-f-]{36}/.test(url.href));
}

/** Opens the first record of the inbox; the address changes before the page does. */
async function openFirstForActing(page: Page): Promise<void> {
  await openFirst(page);
  await page.locator('.app-hotkeys-on').waitFor();
}

async function openFirstForm(page: Page, act: string): Promise<void> {
  await openFirstForActing(page);
  await page.keyboard.press(act);
  await page.locator('.app-act form').waitFor();
}

const VISITS: readonly Visit[] = [
  { name: 'home', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    then: async (page) => {
      await page.locator('form button[type=submit]').click();
      await page.locator('.govuk-error-summary').waitFor();
    },
  },
  { name: 'sign-in-link', path: '/sign-in/link#no-such-token' },
  { name: 'demonstration', path: '/demonstration' },
  { name: 'invitation-unknown', path: '/invitation#no-such-token' },
  { name: 'not-found', path: '/no-such-page' },
  { name: 'nominations', as: COORDINATOR, path: '/nominations' },
  { name: 'nominations-none', as: COORDINATOR, path: '/nominations?search=no-such-person' },
  { name: 'nomination', as: COORDINATOR, path: '/nominations', then: openFirst },
  { name: 'nomination-draft', as: COORDINATOR, path: '/nominations?state=DRAFT', then: openFirst },
  { name: 'nomination-returned', as: COORDINATOR, path: '/nominations?state=RETURNED', then: openFirst },
  { name: 'nomination-approved', as: COORDINATOR, path: '/nominations?state=APPROVED', then: openFirst },
  { name: 'nomination-new', as: COORDINATOR, path: '/nominations/new' },
  {
    name: 'nomination-new-wrong',
    as: COORDINATOR,
    path: '/nominations/new',
    then: async (page) => {
      await page.locator('form button[type=submit]').last().click();
      await page.locator('.govuk-error-summary').waitFor();
    },
  },
  { name: 'forbidden', as: COORDINATOR, path: '/administration' },
  { name: 'account', as: COORDINATOR, path: '/account' },
  { name: 'inbox', as: OFFICER, path: '/inbox' },
  { name: 'inbox-everybodys', as: OFFICER, path: '/inbox?whose=everybody' },
  {
    name: 'inbox-filter',
    as: OFFICER,
    path: '/inbox?stage=REVIEW',
    then: async (page) => {
      await page.locator('.app-facet summary').last().click();
    },
  },
  { name: 'inbox-item', as: OFFICER, path: '/inbox', then: openFirst },
  {
    name: 'inbox-item-refuse',
    as: APPROVER,
    path: '/inbox?stage=SIGN_OFF',
    then: (page) => openFirstForm(page, 'r'),
  },
  {
    name: 'inbox-keys',
    as: OFFICER,
    path: '/inbox',
    then: async (page) => {
      await openFirstForActing(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'release', as: APPROVER, path: '/release' },
  { name: 'messages', as: OFFICER, path: '/messages' },
  { name: 'message', as: OFFICER, path: '/messages', then: openFirst },
  { name: 'audit', as: AUDITOR, path: '/audit' },
  { name: 'administration', as: ADMINISTRATOR, path: '/administration' },
  {
    name: 'administration-forms',
    as: ADMINISTRATOR,
    path: '/administration',
    then: async (page) => {
      const closed = page.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      await page.locator('input[value=PARTNER_NOMINATOR]').click();
    },
  },
  {
    name: 'administration-places',
    as: ADMINISTRATOR,
    path: '/administration',
    then: async (page) => {
      await page.locator('section[aria-labelledby=places-heading] tbody button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'administration-staff', as: COORDINATOR, path: '/staff' },
  { name: 'administration-absences', as: APPROVER, path: '/account' },
];

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('every page', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  const windows = new Map<string, Window>();

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    [demonstration, browser] = await Promise.all([startDemonstration(), startBrowser()]);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await demonstration?.close();
  }, 60_000);

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
    await page.goto('about:blank');
    await page.goto(path);
    await settled(page);
    await then?.(page);
    await settled(page);
    return window;
  }

  describe.each(['en', 'fr'] as const)('in %s', (language) => {
    it.each(VISITS.map((one) => [one.name, one] as const))(
      'has nothing for axe to find, fits 320 pixels and breaks no policy: %s',
      async (name, one) => {
        const { page, takeComplaints } = await visit(one, language);
        const picture = (kind: string) =>
          page.screenshot({ path: join(PICTURES, `${name}-${language}${kind}.png`), fullPage: true });
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await violationsOn(page)).toEqual([]);
        await picture('');

        await page.setViewportSize({ width: NARROW, height: 700 });
        expect(await violationsOn(page)).toEqual([]);
        await picture('-320');
        expect([await overflowOf(page), await elementsOutside(page)]).toEqual([0, []]);
        expect(takeComplaints()).toEqual([]);
      },
      90_000,
    );
  });

  it.each(VISITS.filter(({ as }) => as !== undefined).map((one) => [one.name, one] as const))(
    'stands from right to left: %s',
    async (name, one) => {
      const { page } = await visit(one, 'en');
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      await page.screenshot({ path: join(PICTURES, `${name}-rtl.png`), fullPage: true });
      expect([await overflowOf(page), await elementsOutside(page)]).toEqual([0, []]);
      const heading = await page.locator('h1').first().boundingBox();
      expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeGreaterThan(WIDE / 2);
    },
    90_000,
  );

  it('prints a nomination on A4 without its controls', async () => {
    const { page } = await visit({ name: '', as: OFFICER, path: '/inbox', then: openFirst }, 'en');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.screenshot({ path: join(PICTURES, 'inbox-item-print.png'), fullPage: true });
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await overflowOf(page)).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  }, 90_000);

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
  }, 60_000);
});
