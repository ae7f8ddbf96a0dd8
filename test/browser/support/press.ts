import { type ElementHandle, type Locator, type Page } from 'playwright-core';
import { LIMIT_MS } from './limit.js';

/** What a person presses with, and how wide the window is in which they do. */
export const WAYS = [
  { pointer: 'mouse', width: 1280 },
  { pointer: 'touch', width: 360 },
] as const;
export type Way = (typeof WAYS)[number];

interface Point {
  readonly x: number;
  readonly y: number;
}

type Target = Locator | ElementHandle;

/** Presses the words of an element, where they stand on the screen: whatever lies above them is what gets the press. */
export async function press(page: Page, way: Way, target: Target): Promise<void> {
  await pressAt(page, way, await wordsOf(target));
}

/** Presses just inside the upper corner of an element, where it has no words. */
export async function pressEdge(page: Page, way: Way, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error('The element to press is not to be seen');
  await pressAt(page, way, { x: box.x + 4, y: box.y + 4 });
}

async function pressAt(page: Page, way: Way, { x, y }: Point): Promise<void> {
  if (way.pointer === 'touch') await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
}

/** The middle of the first words of an element, once it stands still in the window. */
async function wordsOf(target: Target): Promise<Point> {
  await target.scrollIntoViewIfNeeded();
  const evaluate = target.evaluate.bind(target) as (
    find: (element: Element) => Point | null,
  ) => Promise<Point | null>;
  const point = await evaluate((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if (text.textContent?.trim() === '' || text.parentElement?.checkVisibility() !== true) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const rect = [...range.getClientRects()].find(({ width, height }) => width > 4 && height > 4);
      if (rect !== undefined) return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    }
    return null;
  });
  if (point === null) throw new Error('The element to press has no words');
  return point;
}

/** What can be pressed: the dialog that is open, else the page. */
export function inFront(page: Page): Locator {
  return page.locator('dialog[open], body:not(:has(dialog[open])) main');
}

/** Where the focus is, as a failed test shall show it; `BODY` is nowhere. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.tagName ?? 'nothing');
}

/** Waits for what an act moves the focus to, which comes a moment after the act; where it stays away, the error says where it is. */
export async function focusComesTo(page: Page, tagName: string): Promise<void> {
  await page
    .waitForFunction((wanted) => document.activeElement?.tagName === wanted, tagName, { timeout: LIMIT_MS })
    .catch(async () => {
      throw new Error(`The focus did not come to ${tagName}: it is at ${await focused(page)}`);
    });
}
