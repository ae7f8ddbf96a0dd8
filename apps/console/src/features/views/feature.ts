import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly views: typeof words;
  }
}

/** No page of its own: views stand above their list. */
export default feature([]);
