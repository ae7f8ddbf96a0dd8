import { feature } from '../../layout/feature';
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
]);
