import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';

/** Sample people, one for each kind of work. */
export const PEOPLE = {
  officer: 'Percival Placeholder',
  approver: 'Winifred Example',
  coordinator: 'Clémentine Fictive',
  auditor: 'Augusta Mockworthy',
  administrator: 'Olive Specimen',
  focalPoint: 'Amina Exemplar',
} as const;

/** A page as somebody comes to it, and what is there to be looked at. */
export interface Visit {
  readonly name: string;
  /** Nobody, where it is left out */
  readonly as?: string;
  readonly path: string;
  /** Goes on from the page at `path` to what is to be looked at */
  readonly then?: (page: Page) => Promise<void>;
}

/** Opens the first record of the list. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tbody th a').first().click();
  await page.waitForURL((url) => /[/=][0-9a-f-]{36}/.test(url.href));
}

/** Opens the first nomination of the list; the address changes before the page does, and its heading is the person's name. */
async function openFirstNomination(page: Page): Promise<void> {
  const name = (await page.locator('tbody th a').first().textContent()) ?? '';
  await openFirst(page);
  await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor();
}

/** Opens the first record of the inbox; the address changes before the page does. */
export async function openFirstForActing(page: Page): Promise<void> {
  await openFirst(page);
  await page.locator('.app-hotkeys-on').waitFor();
}

/** Opens the first organisation of the list, or the first invitation of one. */
async function openOrganisation(page: Page): Promise<void> {
  await page.locator('tbody th a').first().click();
  await page.locator('.govuk-summary-list').first().waitFor();
}

async function openFirstForm(page: Page, act: string): Promise<void> {
  await openFirstForActing(page);
  await page.keyboard.press(act);
  await page.locator('.app-act form').waitFor();
}

const CHOSEN: readonly Visit[] = [
  { name: 'home', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    then: async (page) => {
      await page.locator('form button[type=submit]').click();
      await page.locator('.govuk-error-summary').waitFor();
    },
  },
  { name: 'sign-in-link', path: '/sign-in/link#no-such-token' },
  { name: 'demonstration', path: '/demonstration' },
  { name: 'invitation-unknown', path: '/invitation#no-such-token' },
  { name: 'not-found', path: '/no-such-page' },
  { name: 'nominations', as: PEOPLE.coordinator, path: '/nominations' },
  { name: 'nominations-none', as: PEOPLE.coordinator, path: '/nominations?search=no-such-person' },
  { name: 'nomination', as: PEOPLE.coordinator, path: '/nominations', then: openFirstNomination },
  {
    name: 'nomination-draft',
    as: PEOPLE.coordinator,
    path: '/nominations?state=DRAFT',
    then: openFirstNomination,
  },
  {
    name: 'nomination-returned',
    as: PEOPLE.coordinator,
    path: '/nominations?state=RETURNED',
    then: openFirstNomination,
  },
  {
    name: 'nomination-approved',
    as: PEOPLE.coordinator,
    path: '/nominations?state=APPROVED',
    then: openFirstNomination,
  },
  { name: 'nomination-new', as: PEOPLE.coordinator, path: '/nominations/new' },
  {
    name: 'nomination-new-wrong',
    as: PEOPLE.coordinator,
    path: '/nominations/new',
    then: async (page) => {
      await page.locator('form button[type=submit]').last().click();
      await page.locator('.govuk-error-summary').waitFor();
    },
  },
  { name: 'places', as: PEOPLE.coordinator, path: '/places' },
  {
    name: 'places-offer-wrong',
    as: PEOPLE.coordinator,
    path: '/places',
    then: async (page) => {
      await page.locator('main details > summary').last().click();
      await page.locator('form button[type=submit]').last().click();
      await page.locator('.govuk-error-summary').waitFor();
    },
  },
  { name: 'imports', as: PEOPLE.coordinator, path: '/imports' },
  {
    name: 'imports-list',
    as: PEOPLE.coordinator,
    path: '/imports',
    then: async (page) => {
      await page.locator('input[value=CELLS]').click();
      await page.locator('textarea').fill('Name\tE-mail\tCountry\nSPECIMEN, Sam\tsam@@example.org\tKorea\n');
      await page.locator('form button[type=submit]').first().click();
      await page.locator('tbody tr').first().waitFor();
      await page.locator('.app-columns').waitFor();
    },
  },
  { name: 'roles', as: PEOPLE.coordinator, path: '/roles' },
  { name: 'forbidden', as: PEOPLE.coordinator, path: '/administration' },
  { name: 'account', as: PEOPLE.coordinator, path: '/account' },
  { name: 'inbox', as: PEOPLE.officer, path: '/inbox' },
  { name: 'inbox-everybodys', as: PEOPLE.officer, path: '/inbox?whose=everybody' },
  {
    name: 'inbox-filter',
    as: PEOPLE.officer,
    path: '/inbox?stage=REVIEW',
    then: async (page) => {
      await page.locator('.app-facet summary').last().click();
    },
  },
  {
    name: 'inbox-assign',
    as: PEOPLE.officer,
    path: '/inbox',
    then: async (page) => {
      await page.locator('tbody input[type=checkbox]').first().check();
      await page.locator('#many-act').selectOption('assign');
      await page.locator('.app-many__act button').click();
      await page.locator('dialog input[type=checkbox]').first().waitFor();
    },
  },
  { name: 'inbox-item', as: PEOPLE.officer, path: '/inbox', then: openFirstForActing },
  {
    name: 'inbox-item-refuse',
    as: PEOPLE.approver,
    path: '/inbox?stage=SIGN_OFF',
    then: (page) => openFirstForm(page, 'r'),
  },
  {
    name: 'inbox-keys',
    as: PEOPLE.officer,
    path: '/inbox',
    then: async (page) => {
      await openFirstForActing(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'duplicates', as: PEOPLE.officer, path: '/duplicates' },
  { name: 'duplicates-pair', as: PEOPLE.officer, path: '/duplicates', then: openFirst },
  { name: 'release', as: PEOPLE.approver, path: '/release' },
  { name: 'messages', as: PEOPLE.officer, path: '/messages' },
  { name: 'message', as: PEOPLE.officer, path: '/messages', then: openFirst },
  { name: 'audit', as: PEOPLE.auditor, path: '/audit' },
  { name: 'administration', as: PEOPLE.administrator, path: '/administration' },
  {
    name: 'administration-forms',
    as: PEOPLE.administrator,
    path: '/administration',
    then: async (page) => {
      const closed = page.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      await page.locator('input[value=PARTNER_NOMINATOR]').click();
    },
  },
  {
    name: 'administration-places',
    as: PEOPLE.administrator,
    path: '/administration',
    then: async (page) => {
      await page.locator('section[aria-labelledby=places-heading] tbody button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'organisations', as: PEOPLE.officer, path: '/organisations' },
  {
    name: 'organisations-directory',
    as: PEOPLE.officer,
    path: '/organisations?search=Togo',
    then: async (page) => {
      await page.locator('#from-directory').waitFor();
    },
  },
  { name: 'organisation', as: PEOPLE.officer, path: '/organisations?search=Benin', then: openOrganisation },
  {
    name: 'organisation-change',
    as: PEOPLE.officer,
    path: '/organisations?search=Benin',
    then: async (page) => {
      await openOrganisation(page);
      await page.locator('main .govuk-button-group button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'organisation-texts', as: PEOPLE.officer, path: '/organisations/texts' },
  {
    name: 'organisation-texts-match',
    as: PEOPLE.officer,
    path: '/organisations/texts',
    then: async (page) => {
      await page.locator('main tbody button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'delegations', as: PEOPLE.officer, path: '/delegations' },
  { name: 'delegation', as: PEOPLE.officer, path: '/delegations?search=Benin', then: openOrganisation },
  {
    name: 'delegation-change',
    as: PEOPLE.officer,
    path: '/delegations?search=Uruguay',
    then: async (page) => {
      await openOrganisation(page);
      await page.locator('main .govuk-button-group button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'own-organisations', as: PEOPLE.focalPoint, path: '/own-organisations' },
  {
    name: 'own-organisation',
    as: PEOPLE.focalPoint,
    path: '/own-organisations',
    then: openOrganisation,
  },
  { name: 'administration-staff', as: PEOPLE.coordinator, path: '/staff' },
  { name: 'administration-absences', as: PEOPLE.approver, path: '/account' },
];

const FEATURES = join(import.meta.dirname, '../../../apps/console/src/features');

/** The pages that the console's features declare: their paths as they write them, `nominations/:id`, and for whom they are. */
function declaredPages(): { readonly path: string; readonly isFor: string }[] {
  const files = readdirSync(FEATURES)
    .map((name) => join(FEATURES, name, 'feature.ts'))
    .filter((file) => existsSync(file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)',\s+isFor: ([^\n]+),\n/g)].map(
      ([, path = '', isFor = '']) => ({ path, isFor }),
    ),
  );
}

/** The paths of all pages. */
export const routePaths = (): string[] => ['', ...declaredPages().map(({ path }) => path)];

/** A page of which nothing more is asked than to be looked at, as one of those for whom it is. */
const PLAIN = declaredPages()
  .filter(
    ({ path }) => !path.includes(':') && !CHOSEN.some((visit) => visit.path.split(/[#?]/)[0] === `/${path}`),
  )
  .map(({ path, isFor }): Visit => {
    const of = isFor.includes('HOST_ADMINISTRATOR') ? PEOPLE.administrator : PEOPLE.officer;
    return { name: path.replaceAll('/', '-'), path: `/${path}`, ...(isFor !== "'everybody'" && { as: of }) };
  });

export const VISITS: readonly Visit[] = [...CHOSEN, ...PLAIN];

/** Which of the paths an address belongs to; words go before parameters. */
export function routeOf(address: string, paths: readonly string[]): string | undefined {
  const { pathname } = new URL(address);
  const inOrder = paths.toSorted((one, other) => Number(one.includes(':')) - Number(other.includes(':')));
  return inOrder.find((path) => new RegExp(`^/${path.replace(/:\w+/g, '[^/]+')}$`).test(pathname));
}
