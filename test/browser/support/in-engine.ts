import { drain, DrainTimeout } from '#libs/testing';
import { EngineLost, type Tab } from './engines.js';
import { LIMIT_MS } from './limit.js';

/** Where the page is and what it says, for whoever reads that a test has failed. */
const SHOWN = `location.pathname + ' ' + (document.querySelector('main') ?? document.body).innerText.replace(/\\s+/g, ' ').slice(0, 600)`;

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
      const note = await tab.evaluate<PressNote | null>(PRESS_NOTE).catch(() => null);
      const came = note?.came.join(', ') || 'nothing';
      const shown = await tab.evaluate<string>(SHOWN).catch(String);
      throw new Error(
        `${expression} was not true but ${String(last)}. Of the last press came: ${came}. The page shows: ${shown}`,
        { cause: error },
      );
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

/** What of a press came to the page, in words, and to what: to what was meant, to nothing that can be pressed, or to something else. */
interface PressNote {
  readonly came: readonly string[];
  readonly to: 'nothing' | 'meant' | 'ground' | 'other';
}

/** Notes what the next press comes to. A page that goes takes the note with it. */
const notePress = (selector: string, words: string) => `(() => {
  const note = { came: [], to: 'nothing' };
  globalThis.pressNoting?.abort();
  globalThis.pressNoting = new AbortController();
  globalThis.pressNote = note;
  for (const type of ['pointerdown', 'pointerup', 'click'])
    addEventListener(type, ({ target }) => {
      const meant = target.closest(${JSON.stringify(selector)});
      const isMeant = meant?.innerText.includes(${JSON.stringify(words)}) === true;
      const isGround = target.closest('a, button, input, label, summary, select, textarea, [role=button], [role=option]') === null;
      note.came.push(type + ' on ' + target.tagName + ' "' + (target.innerText ?? '').slice(0, 30) + '"');
      // A finger that comes down is no press yet: only what is clicked is.
      if (type === 'click' && note.to !== 'meant') note.to = isMeant ? 'meant' : isGround && note.to !== 'other' ? 'ground' : 'other';
    }, { capture: true, signal: globalThis.pressNoting.signal });
  return true;
})()`;
const PRESS_NOTE = `globalThis.pressNote ?? null`;
/** A driver gives a press to its browser within moments, or has lost it. */
const PRESS_LIMIT_MS = 10_000;
const MOST_PRESSES = 3;

/** What came of a press; one that led away has come to what was meant. */
async function outcomeOf(tab: Tab): Promise<PressNote['to']> {
  const look = async () => {
    const note = await tab.evaluate<PressNote | null>(PRESS_NOTE).catch((error: unknown) => {
      if (error instanceof EngineLost) throw error;
      return null;
    });
    if (note === null) return 'meant';
    return note.to === 'nothing' ? undefined : note.to;
  };
  return drain(look, { what: 'the press to come', timeoutMs: PRESS_LIMIT_MS }).catch((error: unknown) => {
    if (error instanceof DrainTimeout) return 'nothing';
    throw error;
  });
}

/**
 * Presses the words once they stand still, as a person does. Who presses beside them, because the driver lost the press or new rows came
 * to a list in that moment, presses again; a press that something else takes for its own is the page's fault, and fails.
 */
export async function press(tab: Tab, selector: string, words = ''): Promise<void> {
  for (let presses = 1; ; presses++) {
    const [x, y] = await placeToPress(tab, selector, words);
    await tab.evaluate(notePress(selector, words));
    await tab.pressAt(x, y);
    const outcome = await outcomeOf(tab);
    if (outcome === 'meant') return;
    const what = `A press on ${selector} "${words}" came to ${outcome}`;
    if (outcome === 'other' || presses === MOST_PRESSES) throw new Error(what);
    console.warn(`${what}: pressed again.`);
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
