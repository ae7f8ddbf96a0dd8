import { feature } from '../../layout/feature';
import { EVERY_STAFF_ROLE } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly places: typeof words;
  }
}

export default feature([
  {
    path: 'places',
    isFor: EVERY_STAFF_ROLE,
    menu: { place: 2.3, label: 'navigation.places' },
    load: async () => (await import('./places-page')).PlacesPage,
  },
]);
