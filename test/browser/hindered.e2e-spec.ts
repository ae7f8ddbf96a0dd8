import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('a person whose browser is hindered', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function open(): Promise<Window> {
    const opened = await openWindow(browser, demonstration.url);
    contexts.push(opened.context);
    return opened;
  }

  /** As Firefox and Chromium do it where cookies and site data are blocked: each touch of them throws. */
  async function openBlocked(): Promise<Window> {
    const opened = await open();
    await opened.context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: refuse });
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
      Object.defineProperty(window, 'BroadcastChannel', {
        value: class {
          constructor() {
            refuse();
          }
        },
      });
    });
    return opened;
  }

  it.each([
    ['/sign-in', 'Sign in'],
    ['/invitation#no-such-token', 'This invitation link does not work'],
    ['/sign-in/link#no-such-token', 'Sign in'],
  ])('reads %s where site data is blocked', async (path, heading) => {
    const { page, takeComplaints } = await openBlocked();
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(takeComplaints()).toEqual([]);
  });

  it('works on every page where storage throws and cookies are kept', async () => {
    const { page, takeComplaints } = await openBlocked();
    await signInAs(page, PEOPLE.officer);
    await page.goto('/nominations');
    await settled(page);
    await expectSoon(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Nominations');
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Candidatures' }).waitFor();
    expect(takeComplaints()).toEqual([]);
  });

  it('hears that a sign-in left no cookie, and stays where they are', async () => {
    const { context, page } = await open();
    await page.goto('/demonstration');
    await page.route('**/graphql', async (route) => {
      const answer = await route.fetch();
      const headers = Object.entries(answer.headers()).filter(([name]) => name !== 'set-cookie');
      await context.clearCookies();
      await route.fulfill({ response: answer, headers: Object.fromEntries(headers) });
    });
    await page.getByRole('button', { name: new RegExp(`${PEOPLE.officer}$`) }).click();
    await page.getByRole('alert').getByText('Your browser keeps no cookies of this site').waitFor();
    expect(new URL(page.url()).pathname).toBe('/demonstration');
  });

  it.each(['#abc%', '#%E0%A4%A'])(
    'reads that a link mangled by a mail program does not work: %s',
    async (hash) => {
      const { page, takeComplaints } = await open();
      await page.goto(`/invitation${hash}`);
      await page.getByRole('heading', { level: 1, name: 'This invitation link does not work' }).waitFor();
      await page.goto(`/sign-in/link${hash}`);
      await page.getByText('The address of this page is not complete.').waitFor();
      expect(takeComplaints()).toEqual([]);
    },
  );

  it('keeps the frame when a page not opened before cannot be loaded, and reads it once the service answers', async () => {
    const { context, page } = await open();
    await signInAs(page, PEOPLE.officer);
    await settled(page);
    await context.setOffline(true);
    await page.locator('#navigation').getByText('Messages', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'This page could not be loaded' }).waitFor();
    await expectSoon(() => page.locator('#navigation').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The service does not answer yet.').waitFor();
    await expectSoon(() => page.locator('#navigation').isVisible()).toBe(true);

    await context.setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/messages');
  });
});
