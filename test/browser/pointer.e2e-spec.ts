import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Locator, type Page, type Request } from 'playwright-core';
import { LIMIT_MS } from './support/limit.js';
import { elementsOutside } from './support/audit.js';
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
import { focused, inFront, press, pressEdge, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE, routeOf, routePaths, type Visit, VISITS } from './support/visits.js';
import { drain } from '#libs/testing';

/** Lists, and who looks at them. */
const LISTS: readonly Visit[] = [
  { name: 'nominations of a body', as: PEOPLE.coordinator, path: '/nominations' },
  { name: 'nominations of all bodies', as: PEOPLE.officer, path: '/nominations' },
  { name: 'inbox', as: PEOPLE.officer, path: '/inbox' },
  { name: 'messages', as: PEOPLE.officer, path: '/messages' },
  { name: 'audit', as: PEOPLE.auditor, path: '/audit' },
];

/** The side of the smallest target: for a mouse (WCAG 2.5.8), for a finger (WCAG 2.5.5). */
const SMALLEST = { mouse: 24, touch: 44 } as const;

const isOfList = (request: Request): boolean => request.postData()?.includes('"filter":{') === true;

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('pages under a pointer', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  describe.each(WAYS.map((way) => [`${way.pointer} at ${String(way.width)} px`, way] as const))(
    '%s',
    (_, way) => {
      const windows = new Map<string | undefined, Window>();
      const visited = new Set<string | undefined>();

      async function visit({ as, path, then }: Visit): Promise<Page> {
        const window =
          windows.get(as) ??
          (await openWindow(browser, demonstration.url, {
            width: way.width,
            isTouch: way.pointer === 'touch',
          }));
        const { page } = window;
        if (!windows.has(as) && as !== undefined) await signInAs(page, as);
        windows.set(as, window);
        await load(page, path);
        await settled(page);
        await then?.(page);
        await settled(page);
        visited.add(routeOf(page.url(), routePaths()));
        return page;
      }

      describe.each(VISITS.map((one) => [one.name, one] as const))('%s', (_name, one) => {
        let page: Page;
        beforeAll(async () => {
          page = await visit(one);
        });

        it('shows what is pressed large enough', async () => {
          expect(await tooSmall(page, SMALLEST[way.pointer])).toEqual([]);
        });

        it('answers a press on the words of every label and every fold', async () => {
          expect(await pressFolds(page, way)).toEqual([]);
          expect(await pressLabels(page, way)).toEqual([]);
        });
      });

      it.each(LISTS.map((one) => [one.name, one] as const))(
        'filters by pressing the words of a choice, and Back undoes each choice: %s',
        async (_name, one) => {
          const page = await visit(one);
          const facets = page.locator('.app-facet > summary');
          await facets.first().waitFor();
          const labels = await facets.allInnerTexts();
          expect(labels.length).toBeGreaterThan(1);
          for (const label of labels) {
            const menu = page.locator('.app-facet', { has: page.locator('summary', { hasText: label }) });
            const unfiltered = page.url();
            await press(page, way, menu.locator('summary'));
            expect(await elementsOutside(page)).toEqual([]);
            const choices = menu.locator('label');
            await press(page, way, choices.first());
            await page.waitForURL((url) => url.href !== unfiltered);
            await settled(page);
            const filtered = page.url();
            expect([await isOpen(menu), await focused(page)]).toEqual([true, 'INPUT']);
            await expectSoon(() => menu.locator('input').first().isChecked()).toBe(true);

            // A finger is led to the nearest control, so that only a mouse can press where there is none.
            if (way.pointer === 'mouse') {
              await pressEdge(page, way, menu.locator('.app-facet__choices'));
              expect([await isOpen(menu), await focused(page)]).toEqual([true, 'DIV']);
            }
            await page.keyboard.press('Escape');
            expect([await isOpen(menu), await focused(page)]).toEqual([false, 'SUMMARY']);

            await page.reload();
            await settled(page);
            expect(page.url()).toBe(filtered);
            await press(page, way, menu.locator('summary'));
            await expectSoon(() => menu.locator('input').first().isChecked()).toBe(true);
            await press(page, way, page.getByRole('heading', { level: 1 }));
            await expectSoon(() => isOpen(menu)).toBe(false);
            expect(await focused(page)).not.toBe('BODY');

            await page.goBack();
            await page.waitForURL(unfiltered);
            await page.locator('.app-chips').waitFor({ state: 'detached' });
          }
        },
      );

      it.each(LISTS.filter(({ name }) => name !== 'audit').map((one) => [one.name, one] as const))(
        'opens a row with the first press after a filter, and Back shows the same list: %s',
        async (_name, one) => {
          const page = await visit(one);
          const row = page.locator('tbody th a').first();
          await row.waitFor();
          const menu = page.locator('.app-facet').first();
          await press(page, way, menu.locator('summary'));
          const found = page.locator('.app-table caption');
          for (const choice of await menu.locator('label').all()) {
            // Of the list: other parts of the page ask too.
            const answered = page.waitForResponse((response) => isOfList(response.request()));
            await press(page, way, choice);
            await answered;
            await settled(page);
            if ((await found.count()) > 0) break;
          }
          const list = page.url();
          await expectSoon(() => isOpen(menu)).toBe(true);
          // Others work on the same list meanwhile: the row that stands there at the press is the one that opens.
          const names = new Map(
            await page
              .locator('tbody th a')
              .evaluateAll((links) =>
                links.map(
                  (link) => [(link as HTMLAnchorElement).href, (link as HTMLElement).innerText] as const,
                ),
              ),
          );
          await press(page, way, row);
          await page.waitForURL((url) => /[/=][0-9a-f-]{36}/.test(url.href));
          const opened = page.url();
          const name = names.get(opened) ?? `what ${opened} is called in the list`;
          await page.getByText(name).first().waitFor();
          await page.waitForFunction(() => document.activeElement !== document.body);
          await page.goBack();
          await page.waitForURL(list);
          await row.waitFor();
          await page.locator('tbody th a').filter({ hasText: name }).first().waitFor();
        },
      );

      it('goes from page to page by the menu, and changes the language', async () => {
        const page = await visit({ name: 'inbox', as: PEOPLE.approver, path: '/inbox' });
        const toggle = page.locator('.app-menu-toggle');
        for (const [words, path] of [
          ['Nominations', '/nominations'],
          ['Release', '/release'],
          ['Inbox', '/inbox'],
        ] as const) {
          if (await toggle.isVisible()) await press(page, way, toggle);
          await press(page, way, page.locator('#navigation').getByText(words, { exact: true }));
          await page.waitForURL((url) => url.pathname === path);
          await settled(page);
          // The page takes the focus when it is there; until then the heading may be the old one's.
          await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
        }
        await press(page, way, page.getByRole('button', { name: 'Français' }));
        await page.getByRole('heading', { level: 1, name: 'À traiter' }).waitFor();
        await press(page, way, page.getByRole('button', { name: 'English' }));
        await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
      });

      it('has walked every page that the console has', () => {
        expect(routePaths().length).toBeGreaterThan(10);
        expect(routePaths().filter((path) => !visited.has(path))).toEqual([]);
      });
    },
  );
});

function isOpen(menu: Locator): Promise<boolean> {
  return menu.evaluate((details) => (details as HTMLDetailsElement).open);
}

/** @returns the folds that did not open and close under the pointer, or took the focus to nowhere. */
async function pressFolds(page: Page, way: Way): Promise<string[]> {
  const wrong: string[] = [];
  const pressed = new Set<string>();
  for (const fold of await inFront(page).locator('summary:visible').elementHandles()) {
    const isOpenNow = () =>
      fold.evaluate((summary) => (summary.parentElement as HTMLDetailsElement | null)?.open ?? false);
    const words = await fold.innerText();
    // A list says the same in every line: one is enough.
    if (pressed.has(words)) continue;
    pressed.add(words);
    const before = await isOpenNow();
    for (const expected of [!before, before]) {
      await press(page, way, fold);
      if ((await isOpenNow()) !== expected || (await focused(page)) === 'BODY') wrong.push(words);
    }
    // Open, so that what it holds is pressed as well; menus of filters close each other.
    if (!before) await press(page, way, fold);
  }
  return wrong;
}

/** @returns the labels whose words did not reach their control, or took the focus to nowhere. */
async function pressLabels(page: Page, way: Way): Promise<string[]> {
  const wrong: string[] = [];
  for (const label of await inFront(page).locator('label:visible').elementHandles()) {
    // A press may have changed the page, and taken the rest away with it.
    if (!(await label.isVisible())) continue;
    const words = await label.innerText();
    const state = () =>
      label.evaluate((element) => {
        const { control } = element as HTMLLabelElement;
        if (!(control instanceof HTMLInputElement) || !['checkbox', 'radio'].includes(control.type))
          return { isFocused: control === document.activeElement, isChosen: undefined, isRadio: false };
        return { isFocused: true, isChosen: control.checked, isRadio: control.type === 'radio' };
      });
    const before = await state();
    await press(page, way, label);
    // A busy machine answers a press later than the test looks.
    const isReached = async (): Promise<boolean> => {
      const { isFocused, isChosen } = await state();
      const isRight = isChosen === undefined || isChosen === (before.isRadio || before.isChosen === false);
      return isFocused && isRight && (await focused(page)) !== 'BODY';
    };
    const pressedIn = drain(isReached, { what: `${words} to reach its control`, timeoutMs: LIMIT_MS });
    await pressedIn.catch(() => wrong.push(words));
    await settled(page);
    // A list that opens under its control lies over the next label: it is closed first. Organisations are found for letters alone.
    const list = page.getByRole('listbox').first();
    const opens = (element: Node) => {
      const { control } = element as HTMLLabelElement;
      return control?.role === 'combobox' && control.getAttribute('name') !== 'person.organisation';
    };
    if (await label.evaluate(opens)) await list.waitFor();
    if (await list.isVisible()) await page.keyboard.press('Escape');
  }
  return wrong;
}

/** @returns what can be pressed and is smaller; links in a sentence and what a label presses are as large as their words. */
function tooSmall(page: Page, smallest: number): Promise<string[]> {
  return page.evaluate((side) => {
    const root = document.querySelector('dialog[open]') ?? document.body;
    const found = root.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, textarea');
    return [...found].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const words = element.innerText || element.id;
      const around = element.parentElement?.textContent.trim() ?? '';
      const isInSentence =
        element.tagName === 'A' &&
        getComputedStyle(element).display === 'inline' &&
        around !== element.textContent.trim();
      const isHidden = height < 2 || element.closest('.govuk-skip-link, .govuk-visually-hidden') !== null;
      return !isSeen || isHidden || isInSentence || (Math.round(width) >= side && Math.round(height) >= side)
        ? []
        : [`${element.tagName} ${words}: ${width.toFixed()} x ${height.toFixed()}`];
    });
  }, smallest);
}
