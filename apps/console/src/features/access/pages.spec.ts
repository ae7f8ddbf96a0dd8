import { describe, expect, it } from 'vitest';
import { grant } from '../../testing/samples';
import { navigationFor, PAGES, startPageFor } from './pages';

describe('navigationFor', () => {
  it.each([
    [
      'PARTNER_COORDINATOR',
      ['nominations', 'places', 'imports', 'messages', 'staff', 'systems', 'webhooks', 'audit', 'account'],
    ],
    ['PARTNER_NOMINATOR', ['nominations', 'places', 'imports', 'messages', 'account']],
    ['PARTNER_VIEWER', ['nominations', 'places', 'messages', 'account']],
    ['FOCAL_POINT', ['own-organisations', 'account']],
    [
      'HOST_OFFICER',
      [
        'inbox',
        'nominations',
        'places',
        'release',
        'duplicates',
        'messages',
        'organisations',
        'delegations',
        'audit',
        'account',
      ],
    ],
    [
      'HOST_APPROVER',
      [
        'inbox',
        'nominations',
        'places',
        'release',
        'duplicates',
        'messages',
        'organisations',
        'delegations',
        'audit',
        'account',
      ],
    ],
    [
      'AUDITOR',
      [
        'inbox',
        'nominations',
        'places',
        'release',
        'duplicates',
        'messages',
        'organisations',
        'delegations',
        'staff',
        'systems',
        'audit',
        'account',
      ],
    ],
    [
      'HOST_ADMINISTRATOR',
      [
        'inbox',
        'nominations',
        'places',
        'duplicates',
        'messages',
        'organisations',
        'delegations',
        'systems',
        'webhooks',
        'audit',
        'administration',
        'account',
      ],
    ],
  ] as const)('offers %s their pages and no others', (role, pages) => {
    expect(navigationFor([grant(role)]).map(({ path }) => path)).toEqual(pages);
  });

  it('leaves a person without grants their account', () => {
    expect(navigationFor([]).map(({ path }) => path)).toEqual(['account']);
  });
});

describe('startPageFor', () => {
  it.each([
    ['PARTNER_VIEWER', '/nominations'],
    ['FOCAL_POINT', '/own-organisations'],
    ['HOST_OFFICER', '/inbox'],
    ['HOST_ADMINISTRATOR', '/administration'],
    ['AUDITOR', '/audit'],
  ] as const)('lets %s begin where their work is', (role, page) => {
    expect(startPageFor([grant(role)])).toBe(page);
  });
});

describe('the pages of all features', () => {
  it('have each their own path and their own place in the menu', () => {
    const paths = PAGES.map(({ path }) => path);
    const places = PAGES.flatMap(({ menu }) => menu?.place ?? []);
    expect(paths.length).toBeGreaterThan(15);
    expect(new Set(paths).size).toBe(paths.length);
    expect(new Set(places).size).toBe(places.length);
  });
});
