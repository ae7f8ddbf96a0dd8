import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { type Engine, ENGINES, hasEngine, inEngine, type Tab } from './support/engines.js';
import { type HeldAnswers, holdAnswers } from './support/held-answers.js';
import { press, settled, until, untilFocused, untilSaid } from './support/in-engine.js';
import { LIMIT_MS } from './support/limit.js';
import { IS_SETTLED, WATCH_WHAT_MOVES } from './support/still.js';
import { PEOPLE } from './support/visits.js';

const WAYS = [
  { pointer: 'mouse', width: 1280 },
  { pointer: 'touch', width: 390 },
] as const;

/** What the drivers type for the key Escape. */
const ESCAPE = '\uE00C';
/** Names that are unlike each other: nobody is told that one of them is known already. */
const NOMINEES: Readonly<Record<string, string>> = {
  'Firefox mouse': 'Engelbert Quillfeather',
  'Firefox touch': 'Rosamund Thistlewick',
  'WebKit mouse': 'Barnaby Oxenholme',
  'WebKit touch': 'Philippa Wrenfield',
};

/** A test by pressing. */
const walk = (words: string, test: () => Promise<void>): void => it(words, inEngine(test));

const END_SESSION = `fetch('/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query: 'mutation ($input: SignOutInput!) { signOut(input: $input) { isSignedOut } }',
    variables: { input: { idempotencyKey: crypto.randomUUID() } },
  }),
}).then(async (answer) => void (globalThis.hasEnded = (await answer.json()).data.signOut.isSignedOut)) && true`;

const wordsOf = (tab: Tab, selector: string) =>
  tab.evaluate<string>(`document.querySelector(${JSON.stringify(selector)}).innerText.trim()`);

const overflow = (tab: Tab) =>
  tab.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.each(ENGINES.map((kind) => [kind.name, kind] as const))('the console in %s', (name, kind) => {
  const whenThereIsOne = hasEngine(kind) ? describe : describe.skip;

  whenThereIsOne('by pressing words', () => {
    let demonstration: Demonstration;
    let engine: Engine;
    let answers: HeldAnswers;

    beforeAll(async () => {
      [demonstration, engine] = await Promise.all([theDemonstration(), kind.start()]);
      answers = await holdAnswers(demonstration.url);
    });

    afterAll(async () => {
      await engine?.close();
      await answers?.close();
    });

    describe.each(WAYS)('$pointer at $width px', ({ pointer, width }) => {
      async function windowOf(person: string, path: string, url = demonstration.url): Promise<Tab> {
        const tab = await engine.open(width, pointer);
        await tab.goto(`${url}/demonstration`);
        await until(tab, `innerWidth === ${String(width)}`);
        // An own choice goes before the language of the sample people, who do not all speak the same.
        await tab.evaluate(`localStorage.setItem('plenary.language', 'en')`);
        await press(tab, 'button', person);
        await until(tab, `location.pathname !== '/demonstration'`);
        await settled(tab);
        await tab.goto(`${url}${path}`);
        await settled(tab);
        return tab;
      }

      const waysToClose = (tab: Tab, close: string) => [
        () => press(tab, 'dialog[open] > button', close),
        () => tab.type(ESCAPE),
        () => tab.pressAt(6, 400),
      ];

      /** Opens a dialog, closes it in each way, and wants the focus back at what opened it. */
      async function closeInEachWay(tab: Tab, opener: string, words: string, close: string): Promise<void> {
        for (const closing of waysToClose(tab, close)) {
          await press(tab, opener, words);
          await until(tab, `document.querySelector('dialog[open]') !== null`);
          await closing();
          await until(tab, `document.querySelector('dialog[open]') === null`);
          await until(
            tab,
            `document.activeElement.matches(${JSON.stringify(opener)}) && document.activeElement.innerText.includes(${JSON.stringify(words)})`,
          );
        }
      }

      walk(
        'the times of the inbox are days, a filter is chosen and undone, and the next press opens a row',
        async () => {
          const tab = await windowOf(PEOPLE.officer, '/inbox');
          await until(tab, `document.querySelector('tbody th a') !== null`);
          const times = await tab.evaluate<string[]>(
            `[...document.querySelectorAll('tbody td')].map((cell) => cell.innerText).filter((text) => /due/i.test(text))`,
          );
          expect(times.length).toBeGreaterThan(5);
          expect(times.filter((time) => !/^(Due|Overdue) (in|by) \d+ days?$/m.test(time))).toEqual([]);

          const isChosen = `document.querySelector('.app-facet input').checked`;
          const choose = async () => {
            await press(tab, '.app-facet > summary');
            await press(tab, '.app-facet[open] label');
            await until(tab, `location.search !== ''`);
            await until(tab, isChosen);
            await settled(tab);
          };
          await choose();
          await tab.evaluate('history.back()');
          await until(tab, `location.search === '' && !${isChosen}`);
          await settled(tab);
          await press(tab, 'h1', 'Inbox');
          expect(await tab.evaluate(`document.querySelector('.app-facet[open]') === null`)).toBe(true);

          await choose();
          const first = await wordsOf(tab, 'tbody th a');
          await press(tab, 'tbody th a', first);
          await until(tab, `/^\\/inbox\\/[0-9a-f-]{36}$/.test(location.pathname)`);
          await untilSaid(tab, first);
          await untilFocused(tab);
          expect(await overflow(tab)).toBe(0);
        },
      );

      walk(
        'a nomination is written and submitted, and a message opened and closed: the focus is never lost',
        async () => {
          const tab = await windowOf(PEOPLE.coordinator, '/nominations/new');
          const person = NOMINEES[`${name} ${pointer}`] ?? '';
          for (const [label, text] of [
            ['Full name', person],
            ['E-mail address', `${person.toLowerCase().replace(' ', '.')}@sample.example`],
            ['Organisation', 'Institute of Samples'],
            ['Job title', 'Director'],
            ['Why this person', 'Has run large networks.'],
          ] as const) {
            await press(tab, 'label', label);
            await until(
              tab,
              `document.activeElement.labels?.[0].innerText.trim() === ${JSON.stringify(label)}`,
            );
            await tab.type(text);
          }
          await press(tab, 'label', 'Country or territory');
          await tab.type('northern ire');
          await press(tab, '[role=option]', 'United Kingdom');
          await press(tab, 'label', 'Business');
          expect(await overflow(tab)).toBe(0);
          await press(tab, 'button', 'Save as a draft');
          await until(tab, `/^\\/nominations\\/[0-9a-f-]{36}$/.test(location.pathname)`);
          await untilSaid(tab, person);
          await untilFocused(tab);
          await press(tab, 'button', 'Submit nomination');
          await untilSaid(tab, 'With ');
          await settled(tab);
          await untilFocused(tab);
          await untilSaid(tab, 'Has run large networks.');

          await tab.goto(`${demonstration.url}/messages`);
          await press(tab, 'tbody th a');
          await press(tab, '.app-message-panel a', 'Close');
          await until(tab, `document.querySelector('.app-message-panel') === null`);
          await untilFocused(tab);
        },
      );

      walk('every dialog gives the focus back to what opened it, however it is closed', async () => {
        let tab = await windowOf(PEOPLE.administrator, '/administration');
        const change = 'section[aria-labelledby=places-heading] tbody button';
        await closeInEachWay(tab, change, 'Change', 'Cancel');
        await closeInEachWay(tab, 'section[aria-labelledby=staff-heading] tbody button', 'Remove', 'Cancel');
        // What is typed is let go: both dialogs go, and the focus is where the first was opened.
        await press(tab, change, 'Change');
        await press(tab, 'dialog[open] label', 'Number of places');
        await tab.type('7');
        await tab.type(ESCAPE);
        await press(tab, 'dialog[open] > button', 'Leave without saving');
        await until(tab, `document.querySelector('dialog[open]') === null`);
        await until(tab, `document.activeElement.matches(${JSON.stringify(change)})`);

        tab = await windowOf(PEOPLE.officer, '/inbox');
        await press(tab, 'tbody th a');
        await until(tab, `document.querySelector('.app-steps button') !== null`);
        await settled(tab);
        await closeInEachWay(tab, '.app-steps button', 'Keyboard shortcuts', 'Close');
        await tab.goto(`${demonstration.url}/messages`);
        await settled(tab);
        for (const close of [() => press(tab, '.app-message-panel a', 'Close'), () => tab.type(ESCAPE)]) {
          await press(tab, 'tbody th a');
          await until(tab, `document.activeElement.closest('.app-message-panel') !== null`);
          await close();
          await until(tab, `document.querySelector('.app-message-panel') === null`);
          await until(tab, `document.activeElement.dataset.message !== undefined`);
        }

        tab = await windowOf(PEOPLE.coordinator, '/account');
        await press(tab, 'label', 'Name of the token');
        await tab.type('nightly list');
        await press(tab, 'button', 'Make the token');
        await untilSaid(tab, 'The token is made');
        await closeInEachWay(tab, 'tbody button', 'Revoke', 'Cancel');
        await tab.goto(`${demonstration.url}/nominations/new`);
        await settled(tab);
        await press(tab, 'label', 'Full name');
        await tab.type('Unsaved Sample');
        await closeInEachWay(tab, '.govuk-back-link', '', 'Stay and go on');
      });

      walk('whoever does not sign in again now goes on where they were, with what they typed', async () => {
        const tab = await windowOf(PEOPLE.coordinator, '/nominations/new');
        const person = `${NOMINEES[`${name} ${pointer}`] ?? ''} the Younger`;
        await press(tab, 'label', 'Full name');
        await tab.type(person);
        await press(tab, 'label', 'Business');
        // Behind the page's back, as time or an administrator would end it.
        await tab.evaluate(END_SESSION);
        await until(tab, 'globalThis.hasEnded === true');
        for (const closing of waysToClose(tab, 'Not now')) {
          await press(tab, 'button', 'Save as a draft');
          await until(tab, `document.querySelector('dialog[open]') !== null`);
          await closing();
          await until(tab, `document.querySelector('dialog[open]') === null`);
          await until(
            tab,
            `document.activeElement.matches('.govuk-error-summary') && document.activeElement.innerText.includes('Sign in again to go on')`,
          );
        }
        expect(
          await tab.evaluate(`[...document.querySelectorAll('input')].map(({ value }) => value)`),
        ).toContain(person);
      });

      for (const path of ['/nominations', '/inbox', '/administration', '/account'])
        walk(`nothing that can be pressed moves while the page is read: ${path}`, async () => {
          const person = path === '/administration' ? PEOPLE.administrator : PEOPLE.approver;
          const tab = await windowOf(person, '/', answers.url);
          answers.hold();
          try {
            await tab.goto(`${answers.url}${path}`);
            await tab.evaluate(WATCH_WHAT_MOVES);
            const step = async () =>
              (await answers.answerOne('last'))
                ? undefined
                : (await tab.evaluate<boolean>(IS_SETTLED)) || undefined;
            await drain(step, { what: `${path} to have all answers`, timeoutMs: LIMIT_MS });
          } finally {
            answers.letThrough();
          }
          expect(await tab.evaluate(`globalThis.moved`)).toEqual([]);
        });

      walk('a decision is signed off', async () => {
        const tab = await windowOf(PEOPLE.approver, '/inbox?stage=SIGN_OFF');
        await until(tab, `document.querySelector('tbody tr:last-child th a') !== null`);
        const last = await wordsOf(tab, 'tbody tr:last-child th a');
        await press(tab, 'tbody th a', last);
        await untilSaid(tab, 'Your part');
        await press(tab, 'button', 'Approve');
        await press(tab, 'button', 'Confirm: approve');
        await untilSaid(tab, 'Nothing is sent before the release');
        await untilFocused(tab);
        expect(await overflow(tab)).toBe(0);
      });
    });
  });
});
