import { feature } from '../../layout/feature';
import { READING_INBOX } from '../access/roles';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly duplicates: typeof words;
  }
}

const READING_PAIRS = [...READING_INBOX, 'HOST_ADMINISTRATOR'] as const;

export default feature([
  {
    path: 'duplicates',
    isFor: READING_PAIRS,
    menu: { place: 3.5, label: 'navigation.duplicates' },
    load: async () => (await import('./duplicates-page')).DuplicatesPage,
  },
  {
    path: 'duplicates/:first/:second',
    isFor: READING_PAIRS,
    load: async () => (await import('./pair-page')).PairPage,
  },
]);
