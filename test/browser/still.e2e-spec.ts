import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { drain } from '#libs/testing';
import { LIMIT_MS } from './support/limit.js';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { type HeldAnswers, holdAnswers, type Order } from './support/held-answers.js';
import { press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { FORGET_WHAT_MOVED, IS_SETTLED, WATCH_WHAT_MOVES } from './support/still.js';
import { PEOPLE, VISITS } from './support/visits.js';

/** Every page as it is loaded, and pages on which notices stand above the heading. */
const PAGES = [
  ...VISITS.filter(({ then, path }) => then === undefined && !path.includes('#')),
  { name: 'nominations-of-all', as: PEOPLE.officer, path: '/nominations' },
  { name: 'nominations-administrator', as: PEOPLE.administrator, path: '/nominations' },
  { name: 'account-approver', as: PEOPLE.approver, path: '/account' },
];
const ORDERS: readonly Order[] = ['first', 'last'];
const TROUBLE = {
  reason: 'PASSWORD',
  answer: '535 5.7.8 authentication failed',
  since: '2026-10-03T08:40:00.000Z',
};

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('what can be pressed stays where it is', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  let answers: HeldAnswers;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
    answers = await holdAnswers(demonstration.url, { MailTrouble: { mailTrouble: TROUBLE } });
  });

  afterAll(async () => {
    await browser?.close();
    await answers?.close();
  });

  /** One answer after the other, each drawn before the next comes, until nothing is asked any more. */
  async function answerOneByOne(page: Page, order: Order): Promise<void> {
    const step = async () => {
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      if (await answers.answerOne(order)) return undefined;
      return (await page.evaluate<boolean>(IS_SETTLED)) || undefined;
    };
    await drain(step, { what: `${page.url()} to have all answers`, timeoutMs: LIMIT_MS });
  }

  describe.each(WAYS.map((way) => [`${way.pointer} at ${String(way.width)} px`, way] as const))(
    '%s',
    (_, way) => {
      const pages = new Map<string, Page>();

      async function pageOf(as: string): Promise<Page> {
        answers.letThrough();
        const known = pages.get(as);
        if (known !== undefined) return known;
        const { page } = await open(way);
        if (as !== '') await signInAs(page, as);
        await page.addInitScript(WATCH_WHAT_MOVES);
        await page.addInitScript(() => {
          const shifts: string[] = [];
          const isInFooter = (node: Node) =>
            (node instanceof Element ? node : node.parentElement)?.closest('footer') !== null;
          Object.assign(globalThis, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as unknown as Shift[]) {
              const nodes = entry.sources.map(({ node }) => node).filter((node) => node !== null);
              // The foot of the page has nothing to press.
              if (entry.hadRecentInput || nodes.every((node) => isInFooter(node))) continue;
              shifts.push(nodes.map((node) => node.textContent?.slice(0, 80) ?? '').join(' | '));
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        pages.set(as, page);
        return page;
      }

      const open = ({ width, pointer }: Way) =>
        openWindow(browser, answers.url, { width, isTouch: pointer === 'touch' });

      const moved = async (page: Page): Promise<unknown> => page.evaluate('globalThis.moved');

      it.each(PAGES.flatMap((one) => ORDERS.map((order) => [one.name, order, one] as const)))(
        'while the page is read: %s, the %s question answered first',
        async (_name, order, { as = '', path }) => {
          const page = await pageOf(as);
          // Nothing of the page before is asked any more; about:blank would have the browser start another process.
          await page.goto('/health/live');
          answers.hold();
          await page.goto(path);
          await answerOneByOne(page, order);
          await expectSoon(() => page.locator('main h1').first().isVisible()).toBe(true);
          expect(await moved(page)).toEqual([]);
          expect(await page.evaluate('globalThis.shifts')).toEqual([]);
        },
      );

      /** Presses or types, and lets the answers to that come afterwards. */
      async function afterwards(page: Page, act: () => Promise<void>): Promise<void> {
        await settled(page);
        answers.hold();
        await act();
        await page.evaluate(FORGET_WHAT_MOVED);
        await answerOneByOne(page, 'first');
        answers.letThrough();
      }

      it('while the message that was opened is read', async () => {
        const page = await pageOf(PEOPLE.officer);
        await page.goto('/messages');
        await page.getByText('the mail server refuses the password').waitFor();
        await afterwards(page, async () => {
          await press(page, way, page.locator('tbody th a').first());
          await page.locator('.app-message-panel').waitFor();
        });
        await page.locator('.app-message-text').waitFor();
        expect(await moved(page)).toEqual([]);
      });

      it('while what follows a refusal is read', async () => {
        const page = await pageOf(PEOPLE.approver);
        await page.goto('/inbox?stage=SIGN_OFF');
        await settled(page);
        await press(page, way, page.locator('tbody th a').first());
        await page.locator('.app-act').waitFor();
        await afterwards(page, async () => {
          await press(page, way, page.getByRole('button', { name: /^Refuse/ }));
          await page.getByRole('button', { name: /^Confirm: refuse/ }).waitFor();
        });
        expect(await moved(page)).toEqual([]);
      });

      it('while what a number of places changes is read', async () => {
        const page = await pageOf(PEOPLE.administrator);
        await page.goto('/administration');
        const number = page.getByLabel('Number of places');
        await afterwards(page, async () => {
          await press(
            page,
            way,
            page.locator('section[aria-labelledby=places-heading] tbody button').first(),
          );
          await number.waitFor();
        });
        expect(await moved(page)).toEqual([]);
        await afterwards(page, () => number.fill('3'));
        await page.getByText('With this number nobody on the reserve list gets a place.').waitFor();
        expect(await moved(page)).toEqual([]);
      });

      it('while it is looked up who is known, and how a name might be written', async () => {
        const page = await pageOf(PEOPLE.coordinator);
        await page.goto('/nominations?state=APPROVED');
        const known = await page.locator('tbody th a bdi').first().innerText();
        await page.goto('/nominations/new');
        await settled(page);
        await page.getByLabel('Full name').fill('李小明');
        const use = page.getByRole('button', { name: /^Use/ });
        await page.evaluate(FORGET_WHAT_MOVED);
        await use.waitFor();
        expect(await moved(page)).toEqual([]);
        await page.getByLabel('Full name').fill(known);
        await use.waitFor({ state: 'detached' });
        await page.evaluate(FORGET_WHAT_MOVED);
        await page
          .getByText(/^You nominated/)
          .first()
          .waitFor();
        expect(await moved(page)).toEqual([]);
      });

      it('while the rank of a nomination is saved', async () => {
        const page = await pageOf(PEOPLE.coordinator);
        await page.goto('/nominations?state=DRAFT');
        await settled(page);
        const rank = page.locator('tbody input:not([type=checkbox])').first();
        await rank.fill(way.pointer === 'mouse' ? '7' : '8');
        await page.evaluate(FORGET_WHAT_MOVED);
        await rank.press('Enter');
        await page.getByText('Saved').first().waitFor();
        await settled(page);
        expect(await moved(page)).toEqual([]);
      });
    },
  );
});

interface Shift {
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}
