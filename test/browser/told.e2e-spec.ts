import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { focusComesTo, press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';
import { drain } from '#libs/testing';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

/** Two messages that a mail server took without an answer, twice: they wait for a person. */
const SENT = `SELECT id FROM notifications.message WHERE state = 'SENT' AND conference_id IS NOT NULL ORDER BY id LIMIT 2`;
const PUT_IN_DOUBT = `UPDATE notifications.message SET state = 'HELD', doubts = 2, sent_at = NULL WHERE id = ANY ($1::uuid[])`;
const STATE = 'SELECT state FROM notifications.message WHERE id = $1';

whenThereIsABrowser('what the console tells', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  function open(way: Way, language: 'en' | 'fr' = 'en'): Promise<Window> {
    return openWindow(browser, demonstration.url, {
      width: way.width,
      isTouch: way.pointer === 'touch',
      language,
    });
  }

  const stateOf = async (id: string): Promise<string | undefined> =>
    (await demonstration.asSuperuser<{ state: string }>(STATE, [id]))[0]?.state;

  async function putInDoubt(): Promise<string[]> {
    const sent = await drain(
      async () => {
        const rows = await demonstration.asSuperuser<{ id: string }>(SENT);
        return rows.length === 2 && rows.map(({ id }) => id);
      },
      { what: 'two messages to be sent', timeoutMs: 60_000 },
    );
    await demonstration.asSuperuser(PUT_IN_DOUBT, [sent]);
    return sent;
  }

  describe.each(WAYS.map((way) => [`${way.pointer} at ${String(way.width)} px`, way] as const))(
    '%s',
    (_, way) => {
      it('lets an officer send a message in doubt again, or settle it, and says what became of it', async () => {
        const [again = '', settledOne = ''] = await putInDoubt();
        const { page } = await open(way);
        await signInAs(page, PEOPLE.officer);

        await openMessage(page, again);
        await page.getByText('It may have arrived, so it is not sent again by itself.').waitFor();
        await press(page, way, page.getByRole('button', { name: 'Send again' }));
        await page.getByRole('status').getByText('The message is on its way again.').waitFor();
        await page.getByRole('button', { name: 'Mark as sent' }).waitFor({ state: 'detached' });
        await focusComesTo(page, 'P');
        await drain(async () => (await stateOf(again)) === 'SENT', {
          what: 'the message to be sent again',
        });

        await openMessage(page, settledOne);
        await press(page, way, page.getByRole('button', { name: 'Mark as sent' }));
        await page.getByRole('status').getByText('The message is marked as sent.').waitFor();
        await page.getByRole('button', { name: 'Send again' }).waitFor({ state: 'detached' });
        await expectSoon(() => stateOf(settledOne)).toBe('SENT');
        await openMessage(page, settledOne);
        await panelOf(page).getByText('Sent', { exact: true }).first().waitFor();
        await expectSoon(() => page.getByRole('button', { name: 'Mark as sent' }).count()).toBe(0);
        await page.context().close();
      });

      it.each([
        ['en', /^You nominated .+ on \d+ \w+: not approved$/],
        ['fr', /^Vous avez proposé .+ le (1er|\d+) \S+ : non approuvée$/],
      ] as const)(
        'tells who types a name whom the body has nominated already, and how that went: %s',
        async (language, words) => {
          const { page } = await open(way, language);
          await signInAs(page, PEOPLE.coordinator);
          await page.goto('/nominations?state=REJECTED');
          await settled(page);
          const name = await page.locator('tbody th a').first().innerText();
          await page.goto('/nominations/new');
          await settled(page);
          const notice = page.locator('.app-reserved[role=status] > .govuk-body');
          await expectSoon(() => notice.count()).toBe(0);
          await page.locator('#nomination-person-name').pressSequentially(name, { delay: 10 });
          await notice.waitFor();
          await expectSoon(async () => plain(await notice.innerText())).toMatch(words);
          await expectSoon(async () => plain(await notice.innerText())).toContain(name);

          await page.locator('#nomination-person-name').fill('Nobody Whom Anybody Knows');
          await notice.waitFor({ state: 'detached' });
          await page.context().close();
        },
      );

      it.each([
        ['en', 'Use “Sergey Primerov”'],
        ['fr', 'Utiliser « Sergey Primerov »'],
      ] as const)(
        'suggests how a name in other letters may stand on the badge, and writes it only when that is pressed: %s',
        async (language, words) => {
          const { page } = await open(way, language);
          await signInAs(page, PEOPLE.coordinator);
          await page.goto('/nominations/new');
          await settled(page);
          await page
            .locator('#nomination-person-name')
            .pressSequentially('Сергей Викторович Примеров', { delay: 10 });
          const suggestion = page.locator('.app-suggestion button');
          await suggestion.filter({ hasText: 'Sergey Viktorovich Primerov' }).waitFor();
          await page.locator('#nomination-person-name').fill('Сергей Примеров');
          await suggestion.filter({ hasText: /Sergey.Primerov/ }).waitFor();
          await expectSoon(async () => plain(await suggestion.innerText())).toBe(words);
          const badge = page.locator('#nomination-person-badgeName');
          await expectSoon(() => badge.inputValue()).toBe('');
          await press(page, way, suggestion);
          await expectSoon(() => badge.inputValue()).toBe('Sergey Primerov');
          await focusComesTo(page, 'INPUT');
          await suggestion.waitFor({ state: 'detached' });
          await page.context().close();
        },
      );
    },
  );
});

const panelOf = (page: Page) => page.locator('.app-message-panel');
/** Without the marks that keep names in their own direction. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ');

async function openMessage(page: Page, id: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/messages?message=${id}`);
  await settled(page);
  await panelOf(page).getByRole('heading', { level: 3 }).waitFor();
}
