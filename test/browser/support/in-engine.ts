import { drain, DrainTimeout } from '#libs/testing';
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
  await drain(look, { what: `${expression} to be true`, timeoutMs: LIMIT_MS }).catch(
    async (error: unknown) => {
      if (error instanceof EngineLost) throw error;
      const note = await tab.evaluate<string[] | null>(PRESS_NOTE).catch(() => null);
      const came = (note ?? []).join(', ') || 'nothing';
      throw new Error(`The last answer: ${String(last)}. Of the last press came: ${came}`, { cause: error });
    },
  );
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

/** Notes what of the next press comes to the page, and what it comes to. A page that goes takes the note with it. */
const NOTE_PRESS = `(() => {
  const note = [];
  globalThis.notePress?.abort();
  globalThis.notePress = new AbortController();
  globalThis.pressNote = note;
  for (const type of ['pointerdown', 'pointerup', 'click'])
    addEventListener(type, ({ target }) => note.push(type + ' on ' + target.tagName + ' "' + (target.innerText ?? '').slice(0, 30) + '"'), {
      capture: true,
      signal: globalThis.notePress.signal,
    });
  return true;
})()`;
const PRESS_NOTE = `globalThis.pressNote ?? null`;
/** A driver gives a press to its browser within moments, or has lost it: on a busy machine one in some hundred. */
const PRESS_LIMIT_MS = 10_000;
const MOST_PRESSES = 3;

/** Whether a press came to the page; one that led away has come. */
async function hasCome(tab: Tab): Promise<boolean> {
  const look = async () => {
    const note = await tab.evaluate<string[] | null>(PRESS_NOTE).catch((error: unknown) => {
      if (error instanceof EngineLost) throw error;
      return null;
    });
    return note === null || note.length > 0;
  };
  return drain(look, { what: 'the press to come', timeoutMs: PRESS_LIMIT_MS }).catch((error: unknown) => {
    if (error instanceof DrainTimeout) return false;
    throw error;
  });
}

/**
 * Presses the words once they stand still, as a person does. A press that the driver loses, so that nothing of it comes to the page, is
 * done again; one that comes to something else is the page's fault and is not.
 */
export async function press(tab: Tab, selector: string, words = ''): Promise<void> {
  for (let presses = 1; ; presses++) {
    const [x, y] = await placeToPress(tab, selector, words);
    await tab.evaluate(NOTE_PRESS);
    await tab.pressAt(x, y);
    if (await hasCome(tab)) return;
    if (presses === MOST_PRESSES)
      throw new Error(`Nothing of a press on ${selector} "${words}" came to the page`);
    console.warn(`The driver lost a press on ${selector} "${words}": pressed again.`);
  }
}

async function placeToPress(tab: Tab, selector: string, words: string): Promise<[number, number]> {
  let before: string | undefined;
  let looks = 0;
  const look = async () => {
    const place = await tab.evaluate<[number, number] | null>(placeOf(selector, words));
    looks = before === String(place) ? looks + 1 : 1;
    before = String(place);
    return (looks >= 3 && place) || undefined;
  };
  return drain(look, { what: `${selector} "${words}" to press`, timeoutMs: LIMIT_MS });
}

/** The focus is somewhere: a page that has just come takes it a moment later. */
export const untilFocused = (tab: Tab) =>
  until(tab, `document.activeElement !== null && document.activeElement !== document.body`);
