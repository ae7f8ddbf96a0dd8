import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createHash, randomBytes } from 'node:crypto';
import { newId } from '#libs/kernel';
import { elementsOutside, overflowOf } from './support/audit.js';
import { HAS_BROWSER, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('GraphiQL', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  let token: string;
  let tokenId: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
    token = `plenary_${randomBytes(32).toString('base64url')}`;
    tokenId = newId();
    await demonstration.asSuperuser(
      `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash)
       SELECT $1, id, 'GraphiQL', '{READ}', $2 FROM access.app_user WHERE email = 'clementine.fictive@icc.example'`,
      [tokenId, createHash('sha256').update(token).digest('hex')],
    );
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await demonstration?.asSuperuser('DELETE FROM access.api_token WHERE id = $1', [tokenId]);
    await browser?.close();
  });

  async function open(width: number): Promise<{ page: Page; asked: string[] }> {
    const context = await browser.newContext({
      baseURL: demonstration.url,
      viewport: { width, height: 800 },
    });
    contexts.push(context);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text().slice(0, 300));
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto('/graphiql');
    await page.getByLabel('API token').waitFor();
    return { page, asked };
  }

  /** Types with the keys of a keyboard alone. */
  async function giveToken(page: Page, text: string): Promise<void> {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }

  it.each([1280, 360])(
    'takes a token and runs a query by keys at %i px, and everything fits',
    async (width) => {
      const { page, asked } = await open(width);
      expect([await overflowOf(page), await elementsOutside(page)]).toEqual([0, []]);
      await giveToken(page, token);
      const editor = page.locator('.graphiql-query-editor .CodeMirror');
      await editor.waitFor();
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('{ viewer { apiToken { name scope } } }', { delay: 5 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Enter');
      const answer = page.locator('.result-window');
      await answer.getByText('"GraphiQL"').waitFor();
      await expectSoon(() => answer.innerText()).toContain('"READ"');
      expect(await overflowOf(page)).toBe(0);

      // All comes from our own origin, and the token stands in no address and no storage.
      expect(asked.filter((url) => !url.startsWith(demonstration.url) && !url.startsWith('data:'))).toEqual(
        [],
      );
      expect(asked.filter((url) => url.includes(token))).toEqual([]);
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(kept).not.toContain('plenary_');
      expect(page.url()).toBe(`${demonstration.url}/graphiql`);
      await page.reload();
      await expectSoon(() => page.getByLabel('API token').inputValue()).toBe('');
    },
  );

  it('shows the schema with its descriptions', async () => {
    const { page } = await open(1280);
    await giveToken(page, token);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByRole('link', { name: 'Query', exact: true }).click();
    await docs.getByRole('link', { name: 'nominations', exact: true }).first().waitFor();
    await expectSoon(() => docs.innerText()).toContain('What can be read');
  });
});
