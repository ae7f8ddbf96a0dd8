import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser, type Window } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { inFront, press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';

const NAME = 'Tess Playwright-Sample';
const ADDRESS = 'tess.sample@people.example';
const MISTYPED = 'tess.smaple@people.example';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

/** The steps follow each other: one nomination goes all the way from a draft to the invitee's answer. */
whenThereIsABrowser('the main job in a browser', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  const windows = {} as Record<'coordinator' | 'officer' | 'approver' | 'invitee', Window>;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser('whole')]);
    const people = {
      coordinator: 'Clémentine Fictive',
      officer: 'Percival Placeholder',
      approver: 'Winifred Example',
      invitee: undefined,
    };
    for (const [key, name] of Object.entries(people)) {
      const window = await openWindow(browser, demonstration.url);
      if (name !== undefined) await signInAs(window.page, name);
      windows[key as keyof typeof windows] = window;
    }
  });

  afterAll(async () => {
    await browser?.close();
  });

  /** Presses Tab until the link has the focus, as somebody without a mouse does: past the box beside it, which says the same name. */
  async function tabToLink(page: Page, words: string): Promise<void> {
    for (let presses = 0; presses < 120; presses++) {
      await page.keyboard.press('Tab');
      const link = await page.evaluate(() => document.activeElement?.closest('a')?.textContent ?? '');
      if (link.includes(words)) return;
    }
    throw new Error(`No link that says "${words}" can be reached with the Tab key`);
  }

  async function openFromList(page: Page, list: string): Promise<void> {
    await page.goto(`${list}${list.includes('?') ? '&' : '?'}search=${encodeURIComponent(NAME)}`);
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  }

  let failed: string | undefined;
  /** A step of the one story: after one that failed the rest says so at once, instead of waiting in vain. */
  const step = (name: string, act: () => Promise<void>) => {
    it(name, async () => {
      if (failed !== undefined) throw new Error(`This step follows one that failed: ${failed}`);
      failed = name;
      await demonstration.alone(act);
      failed = undefined;
    });
  };

  step('a coordinator drafts and submits a nomination, and sees the place that it takes', async () => {
    const { page } = windows.coordinator;
    await page.goto('/nominations/new');
    await page.getByLabel('Full name').fill(NAME);
    await page.getByLabel('E-mail address').fill(MISTYPED);
    await page.getByRole('combobox', { name: 'Organisation' }).fill('Institute of Samples');
    await page.getByLabel('Job title').fill('Director');
    await page.getByRole('combobox', { name: 'Country or territory' }).fill('northern ire');
    await page.getByText('United Kingdom of Great Britain and Northern Ireland', { exact: true }).click();
    await page.getByLabel('Language for letters').selectOption('en');
    // Other tests nominate people from business meanwhile.
    await page.getByLabel('Academia').check();
    await page.getByLabel('Why this person').fill('Has run large networks for twenty years.');
    const words = await page.getByText(/^\d+ of \d+ places$/).innerText();
    const taken = Number(/^\d+/.exec(words)?.[0]);
    await page.getByText(`${String(taken + 1)} of`, { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await page.getByRole('button', { name: 'Submit nomination' }).click();
    await page.getByText(/With .* since today/).waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
    await page.goto('/nominations');
    await page.getByText(new RegExp(`^${String(taken + 1)} of \\d+ places$`)).waitFor();
  });

  step('an officer recommends it with the keyboard alone', async () => {
    const { page } = windows.officer;
    await page.goto('/inbox');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.getByRole('link', { name: NAME }).waitFor();
    await tabToLink(page, NAME);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await page.getByRole('heading', { name: 'Possible duplicates' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: /Confirm: recommend approval/ }).waitFor();
    await page.keyboard.press('d');
    await page.getByText('You recommended').waitFor();
    await expectSoon(() => page.getByRole('alert').innerText()).toContain(NAME);
  });

  step('an approver approves it on a telephone, in three taps', async () => {
    const { page } = windows.approver;
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`/inbox?stage=SIGN_OFF&search=${encodeURIComponent(NAME)}`);
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('button', { name: /Confirm: approve/ }).click();
    await page.getByText('Nothing is sent before the release').waitFor();
    await page.setViewportSize({ width: 1200, height: 900 });
  });

  step('the coordinator still reads that the host has it: nothing is known before the release', async () => {
    const { page } = windows.coordinator;
    await openFromList(page, '/nominations');
    await page.getByText(/With .* since today/).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/approved|decided|sign-off|release/i);
  });

  step('the approver reads the message, releases it, and sees what was done', async () => {
    const { page } = windows.approver;
    await openFromList(page, '/inbox?stage=RELEASE');
    await page.getByRole('link', { name: 'Release this decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Release decisions' }).waitFor();
    await page.getByText(`Personal invitation: ${NAME}`).click();
    await page.getByText(`Dear ${NAME}`).waitFor();
    await page.getByRole('button', { name: /^Send \d+ messages?$/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Release \d+ is made$/ }).waitFor();
    await page.getByRole('link', { name: new RegExp(NAME) }).waitFor();
  });

  step('the coordinator corrects the mistyped address, and the link that went to it is dead', async () => {
    const stray = await demonstration.mailTo(MISTYPED, /\/invitation#/);
    const { page } = windows.coordinator;
    await openFromList(page, '/nominations');
    await page.getByText('Correct the e-mail address').click();
    const address = page.getByRole('textbox', { name: 'E-mail address' });
    await expectSoon(() => address.inputValue()).toBe(MISTYPED);
    await page.getByRole('button', { name: 'Correct address' }).click();
    await page.getByRole('alert').getByText('Change the address: it is the one').waitFor();
    await address.fill(ADDRESS);
    await page.getByRole('button', { name: 'Correct address' }).click();
    await page.getByText('The address is corrected, and a new invitation is on its way.').waitFor();
    await page.getByRole('definition').getByText(ADDRESS).waitFor();
    const stranger = await openWindow(browser, demonstration.url);
    await stranger.page.goto(/https?:\/\/\S+\/invitation#[\w-]+/.exec(stray)?.[0] ?? '');
    await stranger.page
      .getByText(/no longer/i)
      .first()
      .waitFor();
    await expectSoon(() => stranger.page.getByLabel('Yes, I will attend').count()).toBe(0);
    await stranger.context.close();
  });

  step('the invitee opens the link in the mail, which asks, and accepts', async () => {
    const mail = await demonstration.mailTo(ADDRESS, /\/invitation#/);
    const link = /https?:\/\/\S+\/invitation#[\w-]+/.exec(mail)?.[0] ?? '';
    const { page, takeComplaints } = windows.invitee;
    await page.goto(link);
    await page.getByText(/you are invited to/).waitFor();
    await page.reload();
    await page.getByLabel('Yes, I will attend').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.getByRole('heading', { level: 1, name: 'You have accepted the invitation' }).waitFor();
    expect(takeComplaints()).toEqual([]);
  });

  step('the coordinator sees the answer and that the mail arrived', async () => {
    const { page } = windows.coordinator;
    await openFromList(page, '/nominations');
    await page
      .getByText(/Accepted the invitation/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Personal invitation' }).last().click();
    await page.getByRole('heading', { name: 'Message', exact: true }).waitFor();
    await page.locator('.app-message-panel').getByText('Sent', { exact: true }).first().waitFor();
  });

  const WORDS = {
    en: {
      goOn: 'Continue',
      canDecline: /^You can decline until .+ Your place is then no longer kept for you\.$/,
      gives: /^You are about to give back the place that you have accepted/,
      decline: 'Decline the invitation',
      declined: 'You have declined the invitation',
      stillOpen: /you can accept by the same link until .+, as long as your place is still free\.$/,
      canAccept: /^You can accept until .+, as long as your place is still free\.$/,
      takes: /^You are about to accept the invitation after all\. If your place is still there/,
      accept: 'Accept the invitation',
      accepted: 'You have accepted the invitation',
    },
    fr: {
      goOn: 'Continuer',
      canDecline: /^Vous pouvez décliner jusqu’au .+ Votre place ne vous est alors plus réservée\.$/,
      gives: /^Vous allez rendre la place que vous aviez acceptée/,
      decline: 'Décliner l’invitation',
      declined: 'Vous avez décliné l’invitation',
      stillOpen:
        /vous pouvez accepter par le même lien jusqu’au .+, tant que votre place est encore libre\.$/,
      canAccept: /^Vous pouvez accepter jusqu’au .+, tant que votre place est encore libre\.$/,
      takes: /^Vous allez finalement accepter l’invitation\. Si votre place est encore disponible/,
      accept: 'Accepter l’invitation',
      accepted: 'Vous avez accepté l’invitation',
    },
  } as const;

  /** Declines and accepts after all, by pressing the words that are read. */
  async function changesTheAnswer(link: string, way: Way, language: 'en' | 'fr'): Promise<void> {
    const window = await openWindow(browser, demonstration.url, {
      language,
      width: way.width,
      isTouch: way.pointer === 'touch',
    });
    const { page } = window;
    const words = WORDS[language];
    const pressOn = async (name: string) => {
      const button = inFront(page).getByRole('button', { name, exact: true });
      await button.waitFor();
      await press(page, way, button);
    };
    for (const [offer, check, answer, heading] of [
      [words.canDecline, words.gives, words.decline, words.declined],
      [words.canAccept, words.takes, words.accept, words.accepted],
    ] as const) {
      await page.goto('about:blank');
      await page.goto(link);
      await page.getByText(offer).waitFor();
      await pressOn(words.goOn);
      await page.getByText(check).waitFor();
      await pressOn(answer);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await expectSoon(() => page.getByText(words.stillOpen).count()).toBe(
        heading === words.declined ? 1 : 0,
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(window.takeComplaints()).toEqual([]);
    await window.context.close();
  }

  step(
    'the invitee declines and accepts after all, with mouse and finger, in English and French',
    async () => {
      const mail = await demonstration.mailTo(ADDRESS, /\/invitation#/);
      const link = /https?:\/\/\S+\/invitation#[\w-]+/.exec(mail)?.[0] ?? '';
      for (const way of WAYS)
        for (const language of ['en', 'fr'] as const) await changesTheAnswer(link, way, language);
    },
  );

  it('signing out leaves nothing behind, not even for the Back button or another tab', async () => {
    const { page, context } = windows.coordinator;
    const otherTab = await context.newPage();
    await otherTab.goto('/nominations');
    await otherTab.getByRole('link', { name: NAME }).first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    await otherTab.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.goBack();
    await settled(page);
    expect(await page.locator('body').innerText()).not.toContain(NAME);
    await signInAs(page, 'Horatio Madeup');
    await page.goto('/nominations');
    await settled(page);
    expect(await page.locator('body').innerText()).not.toContain(NAME);
  });

  it('a link by mail signs in when its button is pressed, once, and leads to the page that was asked for', async () => {
    const window = await openWindow(browser, demonstration.url);
    const { page } = window;
    await page.goto('/inbox?stage=REVIEW');
    await page.getByLabel('E-mail address').fill('ottoline.sample@fco.example');
    await page.getByRole('button', { name: 'Send me a sign-in link' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check your e-mail' }).waitFor();
    const mail = await demonstration.mailTo('ottoline.sample@fco.example', /\/sign-in\/link#/);
    const link = /https?:\/\/\S+\/sign-in\/link#[\w-]+/.exec(mail)?.[0] ?? '';
    await page.goto(link);
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/inbox?stage=REVIEW');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    const thief = await openWindow(browser, demonstration.url);
    await thief.page.goto(link);
    await thief.page.getByRole('button', { name: 'Sign in' }).click();
    await thief.page.getByText('This link no longer works').waitFor();
    await thief.context.close();
    await window.context.close();
  });
});
