import type { Grant } from './operations';
import { hasRole, worksInInbox } from './roles';
import type { Page } from '../../layout/feature';

const FEATURES = import.meta.glob<readonly Page[]>('../*/feature.ts', {
  eager: true,
  import: 'default',
});

/** All pages that features have, but for the first one. */
export const PAGES: readonly Page[] = Object.values(FEATURES).flat();

type RoleGrant = Pick<Grant, 'role'>;
type MenuPage = Page & Required<Pick<Page, 'menu'>>;

const isInMenu = (page: Page): page is MenuPage => page.menu !== undefined;

const isMadeFor = ({ isFor }: Page, grants: readonly RoleGrant[]): boolean =>
  typeof isFor === 'string' || hasRole(grants, isFor);

/** The pages to offer, the most used first. */
export function navigationFor(grants: readonly RoleGrant[]): readonly MenuPage[] {
  return PAGES.filter(isInMenu)
    .filter((page) => isMadeFor(page, grants))
    .sort((one, other) => one.menu.place - other.menu.place);
}

/** Where a person's work begins. */
export function startPageFor(grants: readonly RoleGrant[]): string {
  if (hasRole(grants, ['HOST_ADMINISTRATOR'])) return '/administration';
  if (hasRole(grants, ['AUDITOR']) && !worksInInbox(grants)) return '/audit';
  return `/${navigationFor(grants)[0]?.path ?? 'account'}`;
}
