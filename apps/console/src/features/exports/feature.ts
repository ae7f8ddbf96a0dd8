import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly exports: typeof words;
  }
}

/** No page of its own: lists have a button. */
export default feature([]);
