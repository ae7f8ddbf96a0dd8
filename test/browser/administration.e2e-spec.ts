import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { overflowOf } from './support/audit.js';
import { HAS_BROWSER, openWindow, settled, signInAs, startBrowser } from './support/browser.js';
import { type Demonstration, theDemonstration } from './support/demonstration.js';
import { focusComesTo, inFront, press, type Way, WAYS } from './support/press.js';
import { expectSoon } from './support/soon.js';
import { PEOPLE } from './support/visits.js';

const whenThereIsABrowser = HAS_BROWSER ? describe : describe.skip;

/** One country for each language, so that the two ways do not meet. */
const WORDS = {
  en: {
    countries: 'Countries and territories',
    change: 'Change a country or territory',
    country: 'Country or territory',
    unknown: 'Choose a country or territory from the list',
    typed: 'iceland',
    name: 'Name in English',
    taken: 'Another country or territory (FR) has this name. Give another.',
    country2: 'Iceland (Republic)',
    save: 'Save the country or territory',
    saved: 'Iceland (Republic) is saved.',
    takeBack: 'Take back what is set for Iceland (Republic)',
    takenBack: 'What was set for Iceland (Republic) is taken back.',
    watchList: 'Watch list',
    replace: 'Replace the list',
    names: 'Names',
    wrongLine: 'Line 3: Has too many marks on one letter; leave some of them out.',
    loaded: 'The watch list now has 3 names.',
  },
  fr: {
    countries: 'Pays et territoires',
    change: 'Modifier un pays ou territoire',
    country: 'Pays ou territoire',
    unknown: 'Choisissez un pays ou un territoire dans la liste',
    typed: 'mongolie',
    name: 'Nom en français',
    taken: 'Un autre pays ou territoire (FR) porte déjà ce nom. Donnez-en un autre.',
    country2: 'Mongolie (État)',
    save: 'Enregistrer le pays ou territoire',
    saved: 'Mongolie (État) : enregistré.',
    takeBack: 'Retirer ce qui est fixé pour Mongolie (État)',
    takenBack: 'Ce qui était fixé pour Mongolie (État) est retiré.',
    watchList: 'Liste de vigilance',
    replace: 'Remplacer la liste',
    names: 'Noms',
    wrongLine: 'Ligne 3 : Une lettre porte trop d’accents ou de signes : retirez-en.',
    loaded: 'La liste de vigilance contient maintenant 3 noms.',
  },
} as const;

/** The sample list and one name more: other tests find those who are on it. */
const LIST =
  'Nomen Nescio\tInvented: shows what a finding looks like\nVasya Pupkin, Invented: nobody of this name is nominated\n';

whenThereIsABrowser('an administrator', () => {
  let demonstration: Demonstration;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, browser] = await Promise.all([theDemonstration(), startBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function open(way: Way, language: 'en' | 'fr') {
    const window = await openWindow(browser, demonstration.url, {
      width: way.width,
      isTouch: way.pointer === 'touch',
      language,
    });
    await signInAs(window.page, PEOPLE.administrator);
    await window.page.goto('/administration');
    await settled(window.page);
    return window;
  }

  describe.each([
    ['en', WAYS[1]],
    ['fr', WAYS[0]],
  ] as const)('%s', (language, way) => {
    const words = WORDS[language];

    it('says how a country is named, is told when another has that name, and takes it back', async () => {
      const { context, page } = await open(way, language);
      const part = page.getByRole('region', { name: words.countries });
      await press(page, way, part.getByText(words.change));
      await press(page, way, part.locator('label', { hasText: words.country }).first());
      // One press is enough, though what is said below the control goes when it is left.
      await page.keyboard.type('Atlantis');
      await press(page, way, part.getByRole('button', { name: words.save }));
      await press(page, way, part.getByRole('link', { name: words.unknown }));
      await part.getByRole('combobox').fill(words.typed);
      await press(page, way, page.locator('[role=option]').first());
      const name = part.getByLabel(words.name);
      await name.fill('France');
      await press(page, way, part.getByRole('button', { name: words.save }));
      await press(page, way, part.getByRole('link', { name: words.taken }));
      await expectSoon(() => isFocused(name)).toBe(true);
      await name.fill(words.country2);
      await press(page, way, part.getByRole('button', { name: words.save }));
      await told(page, part, words.saved);
      expect(await overflowOf(page)).toBe(0);
      await press(page, way, part.getByRole('row').getByLabel(new RegExp(plainly(words.takeBack))));
      await told(page, part, words.takenBack);
      await context.close();
    });

    it('replaces the watch list by hand, with the line named that is wrong, and is told each time', async () => {
      const { context, page } = await open(way, language);
      const part = page.getByRole('region', { name: words.watchList });
      await press(page, way, part.getByText(words.replace).first());
      const names = part.getByRole('textbox', { name: words.names });
      const send = part.getByRole('button', { name: new RegExp(`^${words.replace}`) });
      await names.fill(`${LIST}Z${'\u0301'.repeat(12)}`);
      await press(page, way, send);
      await press(page, way, part.getByRole('link', { name: words.wrongLine }));
      await expectSoon(() => isFocused(names)).toBe(true);
      for (const one of ['Nobody Invented', 'Nobody Else Invented']) {
        await names.fill(LIST + one);
        await press(page, way, send);
        await part.getByRole('rowheader', { name: one }).waitFor();
        await told(page, part, words.loaded);
      }
      expect(await overflowOf(page)).toBe(0);
      await context.close();
    });
  });

  it.each(WAYS)(
    'of the inbox is shown the list of keys by $pointer only where there are keys',
    async (way) => {
      const { context, page } = await openWindow(browser, demonstration.url, {
        width: way.width,
        isTouch: way.pointer === 'touch',
      });
      await signInAs(page, PEOPLE.officer);
      await settled(page);
      await press(page, way, inFront(page).locator('tbody th a').first());
      await page.getByRole('heading', { name: 'Your part' }).waitFor();
      await expectSoon(() => page.getByText('Keyboard shortcuts').isVisible()).toBe(way.pointer === 'mouse');
      await focusComesTo(page, 'H1');
      await context.close();
    },
  );
});

/** What was done is told where it was done, and has the focus. */
async function told(page: Page, part: Locator, words: string): Promise<void> {
  const notice = part.getByRole('alert').filter({ hasText: new RegExp(plainly(words)) });
  await notice.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
  await expectSoon(() => isFocused(notice)).toBe(true);
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Words as they stand on the page, whatever keeps a name in its own direction or a colon at its word. */
const plainly = (words: string): string =>
  words
    .replace(/[.*+?^$()[\]\\|]/g, '\\$&')
    .split(' ')
    .join('[\\s\\u2068\\u2069]+');
