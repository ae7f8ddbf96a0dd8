import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly staff: typeof words;
  }
}

export default feature([
  {
    path: 'staff',
    isFor: ['PARTNER_COORDINATOR', 'AUDITOR'],
    menu: { place: 5, label: 'navigation.staff' },
    load: async () => (await import('./staff-page')).StaffPage,
  },
  {
    path: 'roles',
    isFor: 'whoever is signed in',
    load: async () => (await import('./offered-roles-page')).OfferedRolesPage,
  },
]);
