import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { LIMIT_MS } from './limit.js';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PROGRAMS.find((program) => existsSync(program));
/** Chromium's engine without the program around it: shows and does the same on a page, for half the processor time. */
const SHELL = '/usr/bin/chromium-headless-shell';

/** Whether this machine has a browser; where it has none, the tests say loudly that they were skipped. */
export const HAS_BROWSER = executablePath !== undefined;
if (!HAS_BROWSER)
  console.warn(`The console was NOT tested in a browser: none of ${PROGRAMS.join(', ')} is installed.`);

/** @param kind `whole` for what the program around the engine takes part in; a machine without the engine alone has it everywhere */
export function startBrowser(kind: 'engine' | 'whole' = 'engine'): Promise<Browser> {
  return chromium.launch({
    executablePath: kind === 'engine' && existsSync(SHELL) ? SHELL : executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A window of one person, with everything that the browser complained about in it. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors on the console (a blocked script or style among them) and exceptions, since they were last taken */
  readonly takeComplaints: () => string[];
}

export interface WindowOptions {
  readonly language?: 'en' | 'fr';
  readonly width?: number;
  /** A telephone: fingers instead of a mouse */
  readonly isTouch?: boolean;
}

/** Opens a window with no cookies but its own. */
export async function openWindow(
  browser: Browser,
  url: string,
  options: WindowOptions = {},
): Promise<Window> {
  const { language = 'en', width = 1200, isTouch = false } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: isTouch ? 740 : 900 },
    hasTouch: isTouch,
    isMobile: isTouch,
    locale: language === 'en' ? 'en-GB' : 'fr-FR',
    reducedMotion: 'reduce',
  });
  // An own choice goes before the language of the sample people, who do not all speak the same.
  await context.addInitScript((tag) => {
    if (location.protocol.startsWith('http')) localStorage.setItem('plenary.language', tag);
  }, language);
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  tellOfFailures(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  return { context, page, takeComplaints: () => complaints.splice(0) };
}

const openPages = new Set<Page>();

/** What a failed test says besides: what the open pages show at that moment (test/support/jest/environment.mjs asks). */
function tellOfFailures(page: Page): void {
  openPages.add(page);
  page.once('close', () => openPages.delete(page));
  Object.assign(globalThis, { tellOfFailedTest: () => Promise.all([...openPages].map(shownOn)) });
}

async function shownOn(page: Page): Promise<string> {
  const words = await page
    .locator('main, body:not(:has(main))')
    .first()
    .innerText({ timeout: 5_000 })
    .catch(() => 'nothing');
  return `${new URL(page.url()).pathname} shows: ${words.replaceAll(/\s+/g, ' ').slice(0, 600)}`;
}

/** Signs a sample person in through the demonstration's page. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/demonstration');
  const before = page.url();
  await page.getByRole('button', { name: new RegExp(`${name}$`) }).click();
  await page.waitForURL((url) => url.href !== before);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/**
 * Loads a page, whatever page is open. Only an address with a hash might else be gone to within that page; to leave for an
 * empty one each time would have the browser start a process for each.
 */
export async function load(page: Page, path: string): Promise<void> {
  if (path.includes('#')) await page.goto('about:blank');
  await page.goto(path);
}

/** Waits until the page has drawn what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.app-loading, [aria-busy="true"]') === null);
}
