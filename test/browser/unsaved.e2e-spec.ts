import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { inFront, press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE, VISITS } from './support/visits.js';

const COLLEAGUE = 'Nigel Notional';
/** `administration-forms` is `administration` with something chosen already. */
const VISITS_WITH_FORMS = VISITS.filter(
  ({ as, name }) => as !== undefined && name !== 'administration-forms',
);
const SIGN_OUT = 'mutation ($input: SignOutInput!) { signOut(input: $input) { isSignedOut } }';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('what somebody types', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  function open(way: Way): Promise<Window> {
    return openWindow(browser, demonstration.url, { width: way.width, isTouch: way.pointer === 'touch' });
  }

  /** A form with a name in it, in a tab that has come from the list. */
  async function typeNomination(way: Way, name: string): Promise<Page> {
    const { page } = await open(way);
    await signInAs(page, PEOPLE.coordinator);
    await page.goto('/nominations');
    await settled(page);
    await press(page, way, page.getByRole('link', { name: 'New nomination' }));
    await page.waitForURL('**/nominations/new');
    await nameField(page).fill(name);
    return page;
  }

  /** Ends the session behind the page's back, as time or an administrator would: the cookie is there and opens nothing. */
  async function endSession(page: Page): Promise<void> {
    const cookies = await page.context().cookies();
    const response = await fetch(`${demonstration.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify({
        query: SIGN_OUT,
        variables: { input: { idempotencyKey: crypto.randomUUID() } },
      }),
    });
    expect(await response.json()).toMatchObject({ data: { signOut: { isSignedOut: true } } });
  }

  it.each(VISITS_WITH_FORMS.map((one) => [one.name, one] as const))(
    'is in no form lost without a question: %s',
    async (_name, { as = '', path, then }) => {
      const page = await pageOf(as);
      await page.goto(path);
      await settled(page);
      await then?.(page);
      await settled(page);
      const closed = inFront(page).locator('details:not([open]):not(.app-facet) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      for (const form of await inFront(page).locator('form:not(.app-search):visible').all()) {
        // A file is chosen, not typed: it is there to be chosen again.
        const field = form.locator('input:not([type=radio], [type=checkbox], [type=file]), textarea').first();
        if ((await field.count()) === 0 || !(await field.isVisible())) continue;
        const before = await field.inputValue();
        await expectSoon(() => wouldAsk(page)).toBe(false);
        await field.fill(
          (await field.getAttribute('type')) === 'datetime-local' ? '2031-01-02T03:04' : `${before}7`,
        );
        await expectSoon(() => wouldAsk(page)).toBe(true);
        await field.fill(before);
      }
      await expectSoon(() => wouldAsk(page)).toBe(false);
    },
  );

  const pages = new Map<string, Page>();
  async function pageOf(name: string): Promise<Page> {
    const known = pages.get(name);
    if (known !== undefined) return known;
    const { page } = await openWindow(browser, demonstration.url);
    await signInAs(page, name);
    pages.set(name, page);
    return page;
  }

  describe.each(WAYS.map((way) => [`${way.pointer} at ${String(way.width)} px`, way] as const))(
    '%s',
    (_, way) => {
      it('stays through links, the menu, Back, a reload and closing the tab, until it is let go', async () => {
        const page = await typeNomination(way, 'Leaving Sample');
        const asked: string[] = [];
        page.on('dialog', (dialog) => {
          void dialog.dismiss().then(() => asked.push(dialog.type()));
        });
        const back = page.locator('.govuk-back-link');
        for (const leave of [
          () => press(page, way, back),
          () => pressMenu(page, way, 'Messages'),
          () => page.goBack(),
          () => press(page, way, page.getByRole('button', { name: 'Sign out' })),
        ]) {
          await leave();
          const question = page.getByRole('dialog', { name: 'Leave without saving?' });
          await press(page, way, question.getByRole('button', { name: 'Stay and go on' }));
          await question.waitFor({ state: 'detached' });
          expect(new URL(page.url()).pathname).toBe('/nominations/new');
          await expectSoon(() => nameField(page).inputValue()).toBe('Leaving Sample');
        }
        expect(asked).toEqual([]);
        // A reload that the person refuses never ends, so that nothing waits for its end.
        void page.reload().catch(() => undefined);
        await expectSoon(() => asked.length).toBe(1);
        // The browser asks again only when it is done with the first question: then the page answers.
        await expectSoon(() => nameField(page).inputValue()).toBe('Leaving Sample');
        await page.close({ runBeforeUnload: true });
        await expectSoon(() => asked.length).toBe(2);
        expect(asked).toEqual(['beforeunload', 'beforeunload']);
        await expectSoon(() => nameField(page).inputValue()).toBe('Leaving Sample');

        await pressMenu(page, way, 'Messages');
        await press(page, way, page.getByRole('button', { name: 'Leave without saving' }));
        await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: 'New nomination' }).waitFor();
        await expectSoon(() => nameField(page).inputValue()).toBe('');
        await page.context().close();
      });

      it('is saved, once, after the session ended and the person signed in over the form', async () => {
        const name = `Session Sample ${way.pointer}`;
        const page = await typeNomination(way, name);
        const keys: string[] = [];
        page.on('request', (request) => {
          const key = /"operationName":"CreateNomination".*"idempotencyKey":"([^"]+)"/.exec(
            request.postData() ?? '',
          );
          if (key?.[1] !== undefined) keys.push(key[1]);
        });
        await press(page, way, page.locator('label', { hasText: 'Business' }));
        await endSession(page);
        await press(page, way, page.getByRole('button', { name: 'Save as a draft' }));
        const dialog = page.getByRole('dialog', { name: 'Sign in to go on' });
        await press(page, way, dialog.getByRole('button', { name: 'Not now' }));
        await page.getByText('Sign in again to go on.').waitFor();
        await expectSoon(() => nameField(page).inputValue()).toBe(name);
        await press(page, way, page.getByRole('button', { name: 'Save as a draft' }));
        await press(page, way, dialog.getByRole('button', { name: `Sign in as ${PEOPLE.coordinator}` }));
        await page.getByRole('heading', { level: 1, name }).waitFor();
        expect(keys).toHaveLength(3);
        expect(new Set(keys).size).toBe(1);
        await page.goto(`/nominations?search=${encodeURIComponent(name)}`);
        await settled(page);
        await expectSoon(() => page.locator('tbody tr').count()).toBe(1);
        await page.context().close();
      });

      it('is saved by itself after the person signed in by a mailed link in another tab, as in production', async () => {
        const name = `Mailed Sample ${way.pointer}`;
        // One person for each way: the newest mail to an address is this one's.
        const person =
          way.pointer === 'mouse'
            ? { name: 'Horatio Madeup', address: 'horatio.madeup@chathamhouse.example' }
            : { name: 'Wilma Hypothetical', address: 'wilma.hypothetical@wiltonpark.example' };
        const { page } = await open(way);
        await signInAs(page, person.name);
        // The page knows of no sample people; server, session, mail and link are what they are.
        await page.context().route('**/graphql', async (route) => {
          if (route.request().postData()?.includes('isDemonstration') !== true) return route.continue();
          const response = await route.fetch();
          const body = (await response.text()).replaceAll(
            '"isDemonstration":true',
            '"isDemonstration":false',
          );
          return route.fulfill({ response, body });
        });
        await page.goto('/nominations/new');
        await nameField(page).fill(name);
        await press(page, way, page.locator('label', { hasText: 'Civil society' }));
        await endSession(page);
        await press(page, way, page.getByRole('button', { name: 'Save as a draft' }));
        const dialog = page.getByRole('dialog', { name: 'Sign in to go on' });
        await dialog.getByText(person.address).waitFor();
        await expectSoon(() => dialog.getByRole('button', { name: /Sign in as/ }).count()).toBe(0);
        await press(page, way, dialog.getByRole('button', { name: 'I have signed in' }));
        await dialog.getByText('You are not signed in yet.').waitFor();
        await press(page, way, dialog.getByRole('button', { name: 'Send me a sign-in link' }));
        await dialog.getByText('The link is on its way. It works for 15 minutes.').waitFor();

        const mail = await demonstration.mailTo(person.address, /sign-in\/link#/);
        const other = await page.context().newPage();
        await other.goto(/http\S+sign-in\/link#\S+/.exec(mail)?.[0] ?? '');
        await press(other, way, other.getByRole('main').getByRole('button', { name: 'Sign in' }));
        await other.waitForURL((url) => url.pathname !== '/sign-in/link');
        await page.bringToFront();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await expectSoon(() => dialog.count()).toBe(0);
        await page.goto(`/nominations?search=${encodeURIComponent(name)}`);
        await settled(page);
        await expectSoon(() => page.locator('tbody tr').count()).toBe(1);
        await page.context().unrouteAll({ behavior: 'ignoreErrors' });
        await page.context().close();
      });

      it('stays when another tab signs in again, and is covered while somebody else or nobody is signed in', async () => {
        const page = await typeNomination(way, 'Covered Sample');
        const other = await page.context().newPage();
        await signInAs(other, PEOPLE.coordinator);
        await page.bringToFront();
        await expectSoon(() => nameField(page).inputValue()).toBe('Covered Sample');
        const cover = page.locator('.app-dialog--covering');
        await expectSoon(() => cover.count()).toBe(0);

        await signInAs(other, PEOPLE.officer);
        await cover.getByText(`You are now signed in as ${PEOPLE.officer}`).waitFor();
        await page.bringToFront();
        await page.keyboard.press('Escape');
        await cover.getByText('You are not signed in yet.').waitFor();
        await signInAs(other, PEOPLE.coordinator);
        await cover.waitFor({ state: 'detached' });
        await expectSoon(() => nameField(page).inputValue()).toBe('Covered Sample');

        await other.getByRole('button', { name: 'Sign out' }).click();
        await cover.getByText(`${PEOPLE.coordinator} has signed out in another tab.`).waitFor();
        await page.bringToFront();
        await press(page, way, cover.getByRole('button', { name: 'Discard what was typed' }));
        await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
        expect(await page.locator('body').innerText()).not.toContain('Covered Sample');
        await page.context().close();
      });

      it('meets what the same person saved in another tab: it is told as theirs, and they choose', async () => {
        const name = `Two Tabs ${way.pointer === 'mouse' ? 'Quillon' : 'Brackenbury'}`;
        const here = await typeNomination(way, name);
        await press(here, way, here.locator('label', { hasText: 'Business' }));
        await press(here, way, here.getByRole('button', { name: 'Save as a draft' }));
        await here.getByRole('heading', { level: 1, name }).waitFor();
        await settled(here);
        await press(here, way, here.getByRole('button', { name: 'Change the nomination' }));
        await here.getByLabel('Job title').fill('Chair');

        const there = await here.context().newPage();
        await there.goto(here.url());
        await there.getByLabel('Job title').fill('President');
        await there.getByRole('combobox', { name: 'Organisation' }).fill('Institute of Tabs');
        await press(there, way, there.getByRole('button', { name: 'Save', exact: true }));
        await there.getByText('Your changes are saved.').waitFor();

        await here.bringToFront();
        await press(here, way, here.getByRole('button', { name: 'Save', exact: true }));
        const notice = here.getByRole('alert').filter({ hasText: 'saved under your name' });
        await notice.waitFor();
        await expectSoon(() => notice.evaluate((element) => element === document.activeElement)).toBe(true);
        const top = await notice.evaluate((element) => Math.round(element.getBoundingClientRect().top));
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan(300);
        const words = (await notice.innerText()).replace(/[\u2066-\u2069]/g, '');
        const me = `${PEOPLE.coordinator}, \\d\\d:\\d\\d \\S+`;
        expect(words).toMatch(new RegExp(`Last saved by ${me}\\.`));
        expect(words).toMatch(new RegExp(`Institute of Tabs \\(${me}; before: Not given\\)`));
        expect(words).toContain('Typed here: Chair');
        expect(words).toMatch(new RegExp(`${me}: President`));
        await press(here, way, notice.locator('label', { hasText: 'Typed here' }));
        await press(here, way, notice.getByRole('button', { name: 'Go on with these answers' }));
        await press(here, way, here.getByRole('button', { name: 'Save', exact: true }));
        await here.getByText('Your changes are saved.').waitFor();
        for (const answer of ['Chair', 'Institute of Tabs'])
          await here.getByRole('definition').getByText(answer).waitFor();
        await here.context().close();
      });

      it('meets what a colleague saved first: who, when, whose, and the person chooses', async () => {
        const name = `Conflict Sample ${way.pointer}`;
        const mine = await typeNomination(way, name);
        await press(mine, way, mine.locator('label', { hasText: 'Business' }));
        await press(mine, way, mine.getByRole('button', { name: 'Save as a draft' }));
        await mine.getByRole('heading', { level: 1, name }).waitFor();
        await settled(mine);
        await press(mine, way, mine.getByRole('button', { name: 'Change the nomination' }));
        await mine.getByLabel('Job title').fill('Chair');
        await mine.getByLabel('Why this person').fill('Knows the field.');

        const theirs = (await open(way)).page;
        await signInAs(theirs, COLLEAGUE);
        await theirs.goto(mine.url());
        await theirs.getByLabel('Job title').fill('President');
        await theirs.getByRole('combobox', { name: 'Organisation' }).fill('Institute of Conflicts');
        await press(theirs, way, theirs.getByRole('button', { name: 'Save', exact: true }));
        await theirs.getByText('Your changes are saved.').waitFor();
        await theirs.context().close();

        await press(mine, way, mine.getByRole('button', { name: 'Save', exact: true }));
        const notice = mine.getByRole('alert').filter({ hasText: 'Nothing that you typed is lost' });
        await notice.waitFor();
        await expectSoon(() => notice.evaluate((element) => element === document.activeElement)).toBe(true);
        const top = await notice.evaluate((element) => Math.round(element.getBoundingClientRect().top));
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan(300);
        const words = (await notice.innerText()).replace(/[\u2066-\u2069]/g, '');
        expect(words).toMatch(new RegExp(`Last saved by ${COLLEAGUE}, \\d\\d:\\d\\d \\S+\\.`));
        expect(words).toMatch(
          new RegExp(`Institute of Conflicts \\(${COLLEAGUE}, \\d\\d:\\d\\d \\S+; before: Not given\\)`),
        );
        expect(words).toContain('Yours: Chair');
        await press(mine, way, notice.locator('label', { hasText: 'President' }));
        await press(mine, way, notice.getByRole('button', { name: 'Go on with these answers' }));
        await expectSoon(() => mine.getByLabel('Job title').inputValue()).toBe('President');
        await expectSoon(() => mine.getByLabel('Why this person').inputValue()).toBe('Knows the field.');
        await expectSoon(() => wouldAsk(mine)).toBe(true);
        await press(mine, way, mine.getByRole('button', { name: 'Save', exact: true }));
        await mine.getByText('Your changes are saved.').waitFor();
        for (const answer of ['President', 'Institute of Conflicts', 'Knows the field.'])
          await mine.getByRole('definition').getByText(answer).waitFor();
        await mine.context().close();
      });
    },
  );
});

const nameField = (page: Page): Locator => page.getByLabel('Full name');

async function pressMenu(page: Page, way: Way, words: string): Promise<void> {
  const toggle = page.locator('.app-menu-toggle');
  if ((await toggle.isVisible()) && (await toggle.getAttribute('aria-expanded')) === 'false')
    await press(page, way, toggle);
  await press(page, way, page.locator('#navigation').getByText(words, { exact: true }));
}

/** Whether the browser would ask before it loads or closes the page. */
function wouldAsk(page: Page): Promise<boolean> {
  return page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
}
