import { feature } from '../../layout/feature';
import { EVERY_STAFF_ROLE, NOMINATING } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly nominations: typeof words;
  }
}

export default feature([
  {
    path: 'nominations',
    isFor: EVERY_STAFF_ROLE,
    menu: { place: 2, label: 'navigation.nominations' },
    load: async () => (await import('./nominations-page')).NominationsPage,
  },
  {
    path: 'nominations/:id',
    isFor: EVERY_STAFF_ROLE,
    load: async () => (await import('./nomination-page')).NominationPage,
  },
  {
    path: 'nominations/new',
    isFor: NOMINATING,
    load: async () => (await import('./new-nomination-page')).NewNominationPage,
  },
]);
