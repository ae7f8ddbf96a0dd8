import { feature } from '../../layout/feature';
import { NOMINATING } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly imports: typeof words;
  }
}

export default feature([
  {
    path: 'imports',
    isFor: NOMINATING,
    menu: { place: 2.5, label: 'navigation.imports' },
    load: async () => (await import('./imports-page')).ImportsPage,
  },
]);
