import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly documents: typeof words;
  }
}

export default feature([
  {
    path: 'document',
    isFor: 'everybody',
    load: async () => (await import('./document-page')).DocumentPage,
  },
]);
