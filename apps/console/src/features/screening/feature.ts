import { feature } from '../../layout/feature';
import type words from './messages.en.json';

declare module '../../i18n/catalogue.en' {
  interface Words {
    readonly screening: typeof words;
  }
}

export default feature([]);
