import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly administration: typeof words;
  }
}

export default feature([
  {
    path: 'administration',
    isFor: ['HOST_ADMINISTRATOR'],
    menu: { place: 7, label: 'navigation.administration' },
    load: async () => (await import('./administration-page')).AdministrationPage,
  },
]);
