import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { drain } from '#libs/testing';
import { LIMIT_MS } from './support/limit.js';
import { HAS_BROWSER, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { expectSoon } from './support/soon.js';

const CODE = 'PAGE5-0123W-1TH0T-JSABC';

const WORDS = {
  en: {
    locale: 'en-GB',
    link: 'read and answered without it',
    title: 'Your invitation',
    code: 'Code',
    read: 'Read the invitation',
    unknown: 'This invitation link does not work',
    lead: 'you are invited to',
    by: 'Please answer by',
    missing: 'Choose whether you will attend',
    yes: 'Yes, I will attend',
    no: 'No, I cannot attend',
    reason: 'Reason (optional)',
    continue: 'Continue',
    check: 'Check your answer',
    back: 'Change my answer',
    accept: 'Accept the invitation',
    decline: 'Decline the invitation',
    accepted: 'You have accepted the invitation',
    declined: 'You have declined the invitation',
    calendar: 'Download the calendar file (.ics)',
    ask: 'Write to the organisation that nominated you.',
  },
  fr: {
    locale: 'fr-FR',
    link: 'lire une invitation et y répondre',
    title: 'Votre invitation',
    code: 'Code',
    read: 'Lire l’invitation',
    unknown: 'Ce lien d’invitation ne fonctionne pas',
    lead: 'vous êtes invité(e) à',
    by: 'Merci de répondre avant le',
    missing: 'Indiquez si vous participerez',
    yes: 'Oui, je participerai',
    no: 'Non, je ne peux pas participer',
    reason: 'Motif (facultatif)',
    continue: 'Continuer',
    check: 'Vérifiez votre réponse',
    back: 'Modifier ma réponse',
    accept: 'Accepter l’invitation',
    decline: 'Décliner l’invitation',
    accepted: 'Vous avez accepté l’invitation',
    declined: 'Vous avez décliné l’invitation',
    calendar: 'Télécharger le fichier d’agenda (.ics)',
    ask: 'Écrivez à l’organisation qui a proposé votre nom.',
  },
} as const;

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

whenThereIsABrowser('an invitation without JavaScript', () => {
  let demonstration: Demonstration;
  let browser: Browser;
  let id: string;
  let hash: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
    // The link of an invitation that waits for its answer, as its invitee has it: the first, which no other test has made.
    const [row] = await demonstration.asSuperuser<{ id: string; token_hash: string }>(
      "SELECT id, token_hash FROM invitations.invitation WHERE state = 'PENDING' ORDER BY id LIMIT 1",
    );
    if (row === undefined) throw new Error('The demonstration has no invitation that waits');
    id = row.id;
    hash = row.token_hash;
    await opensWith(createHash('sha256').update(CODE).digest('hex'));
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    // As it was, for whoever comes after.
    await becomes('PENDING');
    await opensWith(hash);
    await browser?.close();
  });

  async function open(language: 'en' | 'fr', width = 390): Promise<Page> {
    const context = await browser.newContext({
      baseURL: demonstration.url,
      javaScriptEnabled: false,
      locale: WORDS[language].locale,
      viewport: { width, height: 740 },
    });
    contexts.push(context);
    const page = await context.newPage();
    // A style or picture that is blocked; the pages that say no are meant.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(04|09)/.test(message.text()))
        complaints.push(message.text());
    });
    return page;
  }

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const main = (page: Page) => page.locator('main').innerText();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const rowNow = async () => {
    const [row] = await demonstration.asSuperuser<{ state: string; decline_reason: string | null }>(
      'SELECT state, decline_reason FROM invitations.invitation WHERE id = $1',
      [id],
    );
    return row;
  };
  const opensWith = (tokenHash: string) =>
    demonstration.asSuperuser('UPDATE invitations.invitation SET token_hash = $2 WHERE id = $1', [
      id,
      tokenHash,
    ]);
  /** Places that the nomination takes, and those of its quota that are on offer to others. */
  const placeNow = async () => {
    const [row] = await demonstration.asSuperuser<{ consumed: number; onOffer: number }>(
      `SELECT coalesce(sum(e.consumed_delta), 0)::int AS consumed, min(q.on_offer)::int AS "onOffer"
       FROM invitations.invitation i JOIN nominations.nomination n ON n.id = i.source_id
         JOIN nominations.quota q ON q.body_id = n.body_id AND q.constituency_id = n.constituency_id
         LEFT JOIN nominations.quota_entry e ON e.nomination_id = n.id WHERE i.id = $1`,
      [id],
    );
    return row ?? { consumed: NaN, onOffer: NaN };
  };
  const offer = (places: number) =>
    demonstration.asSuperuser(
      `UPDATE nominations.quota q SET on_offer = $2 FROM invitations.invitation i JOIN nominations.nomination n ON n.id = i.source_id
       WHERE i.id = $1 AND q.body_id = n.body_id AND q.constituency_id = n.constituency_id`,
      [id, places],
    );
  const becomes = (state: string) =>
    demonstration.asSuperuser(
      'UPDATE invitations.invitation SET state = $2, answered_at = NULL, decline_reason = NULL WHERE id = $1',
      [id, state],
    );

  async function read(page: Page, language: 'en' | 'fr', typed = CODE): Promise<void> {
    await page.goto(`/invitation/plain/${language}`);
    await page.getByLabel(WORDS[language].code).fill(typed);
    await press(page, WORDS[language].read);
  }

  /** Nothing is wider than the screen, what is pressed is large enough for a thumb, and the style has come. */
  async function expectPleasant(page: Page): Promise<void> {
    // The answer to a form is there before its style is.
    await page.waitForLoadState('load');
    const width = page.viewportSize()?.width ?? 0;
    const boxes = await page.locator('body *').evaluateAll((all) =>
      all.map((one) => {
        const { right, height } = one.getBoundingClientRect();
        return { right, height, name: one.tagName };
      }),
    );
    expect(boxes.filter(({ right }) => right > width)).toEqual([]);
    const pressed = boxes.filter(({ name }) => name === 'BUTTON');
    expect(pressed.filter(({ height }) => height < 44)).toEqual([]);
    expect(await page.locator('header').evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
      'rgb(29, 79, 145)',
    );
    // Whatever is shown, its address says nothing of anybody.
    expect(new URL(page.url()).pathname).toMatch(/^\/invitation\/plain\/(en|fr)$/);
    expect(page.url()).not.toMatch(/[?#]/);
  }

  it.each(['en', 'fr'] as const)('is reached from its own link, which says how, in %s', async (language) => {
    const page = await open(language);
    await page.goto(`/invitation#${CODE}`);
    await page.getByRole('link', { name: WORDS[language].link }).click();
    await expectSoon(() => heading(page)).toBe(WORDS[language].title);
    await expectSoon(() => page.locator('html').getAttribute('lang')).toBe(language);
    await expectPleasant(page);
  });

  it.each(['en', 'fr'] as const)(
    'says in %s that a wrong code does not work, and whom to ask',
    async (language) => {
      const page = await open(language);
      await read(page, language, 'no-such-code');
      await expectSoon(() => heading(page)).toBe(WORDS[language].unknown);
      await expectSoon(() => main(page)).toContain(WORDS[language].ask);
      expect((await rowNow())?.state).toBe('PENDING');
      await expectPleasant(page);
    },
  );

  it.each([
    ['en', 390, CODE.toLowerCase().replaceAll('-', ' ')],
    ['en', 1280, `http://localhost/invitation#${CODE}`],
    ['fr', 390, CODE.toLowerCase().replaceAll('-', '').replaceAll('0', 'o')],
    ['fr', 1280, CODE],
  ] as const)(
    'is read in %s at %i px, checked, accepted once, declined and accepted after all',
    async (language, width, typed) => {
      const words = WORDS[language];
      await becomes('PENDING');
      const before = await answersInTrail();
      const page = await open(language, width);
      await read(page, language, typed);
      await expectSoon(() => main(page)).toContain(words.lead);
      await expectSoon(() => main(page)).toMatch(
        new RegExp(`${words.by} .*\\d\\d:\\d\\d (GMT|BST|UTC|CET|UTC\\+1)`),
      );
      await expectPleasant(page);

      await press(page, words.continue);
      await expectSoon(() => page.getByRole('alert').innerText()).toBe(words.missing);
      await page.getByLabel(words.yes).check();
      await press(page, words.continue);
      await expectSoon(() => heading(page)).toBe(words.check);
      expect((await rowNow())?.state).toBe('PENDING');
      await expectPleasant(page);
      await press(page, words.back);
      await expectSoon(() => page.getByLabel(words.yes).isChecked()).toBe(true);
      await press(page, words.continue);
      await press(page, words.accept);
      await expectSoon(() => heading(page)).toBe(words.accepted);
      expect((await rowNow())?.state).toBe('CONFIRMED');
      await expectPleasant(page);
      // Sent again as it was, it happens once.
      await page.reload();
      await expectSoon(() => heading(page)).toBe(words.accepted);
      await expectSoon(() => answersInTrail()).toBe(before + 1);

      const coming = page.waitForEvent('download');
      await press(page, words.calendar);
      const file = await coming;
      expect(file.suggestedFilename()).toBe('invitation.ics');
      expect(readFileSync(await file.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/);

      await read(page, language);
      await page.getByLabel(words.reason).fill('<b>Away</b> & "busy"');
      await press(page, words.continue);
      await expectSoon(() => heading(page)).toBe(words.check);
      await press(page, words.decline);
      await expectSoon(() => heading(page)).toBe(words.declined);
      await expectSoon(() => rowNow()).toEqual({ state: 'DECLINED', decline_reason: '<b>Away</b> & "busy"' });

      // The place is there still, so it is theirs again.
      await read(page, language);
      await press(page, words.continue);
      await expectSoon(() => heading(page)).toBe(words.check);
      await press(page, words.accept);
      await expectSoon(() => heading(page)).toBe(words.accepted);
      expect((await rowNow())?.state).toBe('CONFIRMED');
    },
  );

  it('keeps what was entered when the language is changed', async () => {
    await becomes('PENDING');
    const page = await open('en');
    await read(page, 'en');
    await page.getByLabel(WORDS.en.no).check();
    await page.getByLabel(WORDS.en.reason).fill('Un mot\n"entre" <nous>');
    await press(page, WORDS.en.continue);
    await press(page, 'Français');
    await expectSoon(() => heading(page)).toBe(WORDS.fr.check);
    await press(page, WORDS.fr.back);
    await expectSoon(() => page.getByLabel(WORDS.fr.no).isChecked()).toBe(true);
    await expectSoon(() => page.getByLabel(WORDS.fr.reason).inputValue()).toBe('Un mot\n"entre" <nous>');
    await press(page, 'English');
    await expectSoon(() => heading(page)).toBe(WORDS.en.title);
    await expectSoon(() => rowNow()).toEqual({ state: 'PENDING', decline_reason: null });
  });

  it.each([
    ['LAPSED', 'The time to answer is over.', 'The time to answer ended before this answer reached us.'],
    [
      'CANCELLED',
      'This invitation no longer holds.',
      'This invitation was cancelled before this answer reached us.',
    ],
  ])('says that one is %s, also where that came before the answer', async (state, words, overtaken) => {
    await becomes('PENDING');
    const page = await open('en');
    await read(page, 'en');
    await page.getByLabel(WORDS.en.yes).check();
    await press(page, WORDS.en.continue);
    await becomes(state);
    await press(page, WORDS.en.accept);
    await expectSoon(() => page.getByRole('alert').innerText()).toBe(overtaken);
    await expectSoon(() => main(page)).toContain(words);
    await expectSoon(() => page.getByRole('button', { name: WORDS.en.continue }).count()).toBe(0);
    expect((await rowNow())?.state).toBe(state);
    await read(page, 'en');
    await expectSoon(() => main(page)).toContain(words);
  });

  it.each([
    ['en', 'Answers are not taken at this time. Please ask '],
    ['fr', 'Les réponses ne sont pas acceptées en ce moment. Adressez-vous à '],
  ] as const)(
    'says in %s that answers are closed, keeps what was chosen, and takes it once they are open again',
    async (language, closed) => {
      const words = WORDS[language];
      await becomes('PENDING');
      const [answers] = await demonstration.asSuperuser<{ id: string; closes: string }>(
        `SELECT w.id, w.closes_at::text AS closes FROM conference.time_window w JOIN invitations.invitation i USING (conference_id)
         WHERE w.kind = 'CONFIRMATION' AND i.id = $1`,
        [id],
      );
      const close = (at: string) =>
        demonstration.asSuperuser(
          'UPDATE conference.time_window SET closes_at = $2::timestamptz WHERE id = $1',
          [answers?.id, at],
        );
      const page = await open(language);
      await read(page, language);
      await page.getByLabel(words.yes).check();
      await press(page, words.continue);
      await demonstration.alone(async () => {
        await close('now');
        try {
          await press(page, words.accept);
          await expectSoon(() => page.getByRole('alert').innerText()).toContain(closed);
          expect((await rowNow())?.state).toBe('PENDING');
          await expectPleasant(page);
        } finally {
          await close(answers?.closes ?? 'infinity');
        }
      });
      await expectSoon(() => page.getByLabel(words.yes).isChecked()).toBe(true);
      await press(page, words.continue);
      await press(page, words.accept);
      await expectSoon(() => heading(page)).toBe(words.accepted);
      expect((await rowNow())?.state).toBe('CONFIRMED');
    },
  );

  it.each([
    ['en', 'Your place is no longer available. Write to '],
    ['fr', 'Votre place n’est plus disponible. Écrivez à '],
  ] as const)(
    'says in %s that the place is gone to whoever has declined and comes back too late, and gives it while it is there',
    async (language, gone) => {
      const words = WORDS[language];
      await becomes('PENDING');
      const page = await open(language);
      await read(page, language);
      await page.getByLabel(words.no).check();
      await press(page, words.continue);
      await press(page, words.decline);
      await expectSoon(() => heading(page)).toBe(words.declined);
      await drain(async () => (await placeNow()).consumed === 0, {
        what: 'the place to be given back',
        timeoutMs: LIMIT_MS,
      });
      await read(page, language);
      await press(page, words.continue);
      await expectSoon(() => heading(page)).toBe(words.check);
      await demonstration.alone(async () => {
        const { onOffer } = await placeNow();
        await offer(0);
        try {
          await press(page, words.accept);
          await expectSoon(() => page.getByRole('alert').innerText()).toContain(gone);
          await expectSoon(() => page.getByRole('button', { name: words.continue }).count()).toBe(0);
          expect((await rowNow())?.state).toBe('DECLINED');
          expect((await placeNow()).consumed).toBe(0);
          await expectPleasant(page);
        } finally {
          await offer(onOffer);
        }
      });
      await read(page, language);
      await press(page, words.continue);
      await press(page, words.accept);
      await expectSoon(() => heading(page)).toBe(words.accepted);
      expect([(await rowNow())?.state, (await placeNow()).consumed]).toEqual(['CONFIRMED', 1]);
    },
  );

  it('takes no form of another site, and answers nothing', async () => {
    await becomes('PENDING');
    for (const [name, value] of [
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://elsewhere.example'],
    ] as const) {
      const answer = await fetch(`${demonstration.url}/invitation/plain/en`, {
        method: 'POST',
        headers: { [name]: value, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          token: CODE,
          step: 'send',
          answer: 'confirm',
          key: randomUUID(),
        }).toString(),
      });
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain(CODE);
    }
    expect((await rowNow())?.state).toBe('PENDING');
  });

  async function answersInTrail(): Promise<number> {
    const [row] = await demonstration.asSuperuser<{ count: number }>(
      `SELECT count(*)::int FROM audit.event WHERE action = 'invitation.confirmed' AND details::text LIKE '%' || $1 || '%'`,
      [id],
    );
    return row?.count ?? 0;
  }
});
