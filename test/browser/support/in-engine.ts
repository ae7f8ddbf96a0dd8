import { drain } from '#libs/testing';
import { EngineLost, type Tab } from './engines.js';
import { LIMIT_MS } from './limit.js';

/** Waits until an expression on the page is true; while a page loads, what it asks for may not be there. */
export async function until(tab: Tab, expression: string): Promise<void> {
  let last: unknown;
  const look = async () => {
    try {
      last = await tab.evaluate<unknown>(expression);
    } catch (error) {
      if (error instanceof EngineLost) throw error;
      last = error;
    }
    return last === true || undefined;
  };
  await drain(look, { what: `${expression} to be true`, timeoutMs: LIMIT_MS }).catch((error: unknown) => {
    if (error instanceof EngineLost) throw error;
    throw new Error(`The last answer: ${String(last)}`, { cause: error });
  });
}

export const settled = (tab: Tab) =>
  until(
    tab,
    `document.querySelector('main [data-page-heading]') !== null && document.querySelector('.app-loading, [aria-busy="true"]') === null`,
  );

/** Where the words do not come, the failure says what the page says instead. */
export async function untilSaid(tab: Tab, words: string): Promise<void> {
  const said = `document.querySelector('main').innerText`;
  await until(tab, `${said}.includes(${JSON.stringify(words)})`).catch(async (cause: unknown) => {
    if (cause instanceof EngineLost) throw cause;
    const instead = await tab.evaluate<string>(said).catch(String);
    throw new Error(`The page does not say "${words}" but: ${instead}`, { cause });
  });
}

/**
 * Where the words of the first visible element of `selector` that says them stand, scrolled to where they can be pressed;
 * null while something else is there.
 */
const placeOf = (selector: string, words: string) => `(() => {
  for (const element of document.querySelectorAll(${JSON.stringify(selector)})) {
    if (!element.innerText.includes(${JSON.stringify(words)}) || element.getClientRects().length === 0) continue;
    element.scrollIntoView({ block: 'center' });
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const rect = [...range.getClientRects()].find(({ width, height }) => width > 4 && height > 4);
      if (rect === undefined) continue;
      const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
      return element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
    }
  }
  return null;
})()`;

/** Presses the words once they stand still, as a person does. */
export async function press(tab: Tab, selector: string, words = ''): Promise<void> {
  let before: string | undefined;
  let looks = 0;
  const look = async () => {
    const place = await tab.evaluate<[number, number] | null>(placeOf(selector, words));
    looks = before === String(place) ? looks + 1 : 1;
    before = String(place);
    return (looks >= 3 && place) || undefined;
  };
  const [x, y] = await drain(look, { what: `${selector} "${words}" to press`, timeoutMs: LIMIT_MS });
  await tab.pressAt(x, y);
}

/** The focus is somewhere: a page that has just come takes it a moment later. */
export const untilFocused = (tab: Tab) =>
  until(tab, `document.activeElement !== null && document.activeElement !== document.body`);
