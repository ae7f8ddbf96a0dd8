import { feature } from '../../app/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly access: typeof words;
  }
}

export default feature([
  {
    path: 'sign-in',
    isFor: 'everybody',
    load: async () => (await import('./sign-in-page')).SignInPage,
  },
  {
    path: 'sign-in/link',
    isFor: 'everybody',
    load: async () => (await import('./sign-in-link-page')).SignInLinkPage,
  },
  {
    path: 'demonstration',
    isFor: 'everybody',
    load: async () => (await import('./demonstration-page')).DemonstrationPage,
  },
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
  {
    path: 'account',
    isFor: 'whoever is signed in',
    menu: { place: 8, label: 'navigation.account' },
    load: async () => (await import('./account-page')).AccountPage,
  },
]);
