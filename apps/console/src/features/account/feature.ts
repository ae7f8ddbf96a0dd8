import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly account: typeof words;
  }
}

export default feature([
  {
    path: 'systems',
    isFor: ['PARTNER_COORDINATOR', 'HOST_ADMINISTRATOR', 'AUDITOR'],
    menu: { place: 5.5, label: 'navigation.systems' },
    load: async () => (await import('./systems-page')).SystemsPage,
  },
  {
    path: 'account',
    isFor: 'whoever is signed in',
    menu: { place: 8, label: 'navigation.account' },
    load: async () => (await import('./account-page')).AccountPage,
  },
]);
